//! Solo, over every graph of 3 strips and 2 buses.

use megamixer_engine::{Routes, Soloing};

const STRIPS: usize = 3;
const NODES: usize = 5;
const MASTER: usize = 5;

/// The definition, taken word for word: closures over the routes that are on, by walking them.
fn reaches(routes: &[(usize, usize)], from: usize, to: usize) -> bool {
    from == to || routes.iter().any(|(u, v)| *u == from && reaches(routes, *v, to))
}

fn open(routes: &[(usize, usize)], solo: &[bool], safe: &[bool], (u, v): (usize, usize)) -> bool {
    if !solo.contains(&true) {
        return true;
    }
    let upstream = (0..NODES).any(|node| (solo[node] || safe[node]) && reaches(routes, node, u));
    let downstream = (0..NODES).any(|node| solo[node] && reaches(routes, v, node));
    upstream || downstream
}

fn flags(bits: usize) -> Vec<bool> {
    (0..NODES).map(|node| bits >> node & 1 == 1).collect()
}

#[test]
fn every_route_of_every_graph_is_open_exactly_when_the_rule_says_so() {
    let mut found = Routes::new(STRIPS, 2);
    for graph in 0..1 << (STRIPS * 2) {
        let on = |strip: usize, bus: usize| graph >> (strip * 2 + bus) & 1 == 1;
        let mut routes: Vec<(usize, usize)> = (0..NODES).map(|node| (node, MASTER)).collect();
        for strip in 0..STRIPS {
            for bus in 0..2 {
                *found.send(strip, bus) = on(strip, bus);
                if on(strip, bus) {
                    routes.push((strip, STRIPS + bus));
                }
            }
        }
        for bits in 0..1 << (2 * NODES) {
            let (solo, safe) = (flags(bits), flags(bits >> NODES));
            let soloing = |node: usize| Soloing { solo: solo[node], safe: safe[node] };
            (0..STRIPS).for_each(|strip| *found.strip(strip) = soloing(strip));
            (0..2).for_each(|bus| *found.bus(bus) = soloing(STRIPS + bus));
            found.resolve();
            for strip in 0..STRIPS {
                assert_eq!(found.strip_to_master(strip), open(&routes, &solo, &safe, (strip, MASTER)));
                for bus in 0..2 {
                    let expected = on(strip, bus) && open(&routes, &solo, &safe, (strip, STRIPS + bus));
                    assert_eq!(found.strip_to_bus(strip, bus), expected);
                }
            }
            for bus in 0..2 {
                let expected = open(&routes, &solo, &safe, (STRIPS + bus, MASTER));
                assert_eq!(found.bus_to_master(bus), expected);
            }
        }
    }
}
