//! Solo, over every graph of 3 strips and 2 buses.

use megamixer_engine::{Key, Routes, Soloing};

const STRIPS: usize = 3;
const BUSES: usize = 2;
const NODES: usize = STRIPS + BUSES;
const MASTER: usize = NODES;

/// What everybody's output is, and which sends are on.
struct Graph {
    sends: usize,
    outputs: [usize; NODES],
}

impl Graph {
    /// Every graph in which no bus feeds itself, directly or not.
    fn all() -> impl Iterator<Item = Self> {
        let bus_outputs = [[MASTER; 2], [STRIPS + 1, MASTER], [MASTER, STRIPS]];
        (0..1 << (STRIPS * BUSES)).flat_map(move |sends| {
            (0..27).flat_map(move |choice| {
                bus_outputs.map(move |buses| {
                    let strip = |digit: usize| [MASTER, STRIPS, STRIPS + 1][choice / digit % 3];
                    Self { sends, outputs: [strip(1), strip(3), strip(9), buses[0], buses[1]] }
                })
            })
        })
    }

    fn send(&self, strip: usize, bus: usize) -> bool {
        self.sends >> (strip * BUSES + bus) & 1 == 1
    }

    fn routes(&self) -> Vec<(usize, usize)> {
        let mut routes: Vec<(usize, usize)> = self.outputs.iter().copied().enumerate().collect();
        for strip in 0..STRIPS {
            routes.extend((0..BUSES).filter(|bus| self.send(strip, *bus)).map(|bus| (strip, STRIPS + bus)));
        }
        routes
    }
}

/// The definition, taken word for word: closures over the routes that are on, by walking them.
fn reaches(routes: &[(usize, usize)], from: usize, to: usize) -> bool {
    from == to || routes.iter().any(|(u, v)| *u == from && reaches(routes, *v, to))
}

fn open(reach: &[[bool; NODES + 1]; NODES + 1], solo: usize, safe: usize, (u, v): (usize, usize)) -> bool {
    let has = |bits: usize, node: usize| bits >> node & 1 == 1;
    let upstream = (0..NODES).any(|node| has(solo | safe, node) && reach[node][u]);
    let downstream = (0..NODES).any(|node| has(solo, node) && reach[v][node]);
    solo == 0 || upstream || downstream
}

#[test]
fn every_route_of_every_graph_is_open_exactly_when_the_rule_says_so() {
    let mut found = Routes::new(STRIPS, BUSES);
    for (index, graph) in Graph::all().enumerate() {
        let routes = graph.routes();
        let reach = core::array::from_fn(|from| core::array::from_fn(|to| reaches(&routes, from, to)));
        for strip in 0..STRIPS {
            (0..BUSES).for_each(|bus| *found.send(strip, bus) = graph.send(strip, bus));
        }
        // Every solo with a safety that is another one in each graph: all pairs come up, many times over.
        for solo in 0..1 << NODES {
            let safe = (solo * 7 + index) % (1 << NODES);
            let bus_of = |node: usize| (graph.outputs[node] != MASTER).then(|| graph.outputs[node] - STRIPS);
            for node in 0..NODES {
                let ways = if node < STRIPS { found.strip(node) } else { found.bus(node - STRIPS) };
                ways.soloing = Soloing { solo: solo >> node & 1 == 1, safe: safe >> node & 1 == 1 };
                ways.output = bus_of(node);
            }
            assert!(found.resolve());
            let expected = |from: usize, to: usize| open(&reach, solo, safe, (from, to));
            for strip in 0..STRIPS {
                let to_master = graph.outputs[strip] == MASTER && expected(strip, MASTER);
                assert_eq!(found.strip_to_master(strip), to_master);
                for bus in 0..BUSES {
                    let open = expected(strip, STRIPS + bus);
                    assert_eq!(found.strip_to_bus(strip, bus), graph.send(strip, bus) && open);
                    assert_eq!(found.strip_to_group(strip, bus), bus_of(strip) == Some(bus) && open);
                }
            }
            for bus in 0..BUSES {
                let to_master = bus_of(STRIPS + bus).is_none() && expected(STRIPS + bus, MASTER);
                assert_eq!(found.bus_to_master(bus), to_master);
                let other = 1 - bus;
                let to_other = bus_of(STRIPS + bus) == Some(other) && expected(STRIPS + bus, STRIPS + other);
                assert_eq!(found.bus_to_bus(bus, other), to_other);
            }
        }
    }
}

#[test]
fn a_cycle_is_found_however_it_is_closed() {
    let sound = |change: &dyn Fn(&mut Routes)| {
        let mut routes = Routes::new(2, 3);
        change(&mut routes);
        routes.resolve()
    };
    assert!(sound(&|routes| (0..2).for_each(|bus| routes.bus(bus).output = Some(bus + 1))));
    assert!(!sound(&|routes| (0..3).for_each(|bus| routes.bus(bus).output = Some((bus + 1) % 3))));
    assert!(!sound(&|routes| routes.bus(1).output = Some(1)));
    assert!(sound(&|routes| routes.strip(0).key = Key::Bus(2)));
    assert!(!sound(&|routes| {
        routes.strip(0).key = Key::Bus(2);
        *routes.send(0, 0) = true;
        routes.bus(0).output = Some(2);
    }));
    assert!(!sound(&|routes| {
        routes.bus(0).key = Key::Bus(1);
        routes.bus(0).output = Some(1);
    }));
    assert!(sound(&|routes| {
        routes.strip(0).key = Key::Strip(1);
        routes.strip(1).key = Key::Strip(0);
    }));
}

#[test]
fn what_keys_something_soloed_goes_on_being_fed_but_is_not_heard() {
    let mut routes = Routes::new(2, 1);
    routes.strip(0).output = Some(0);
    routes.strip(1).key = Key::Bus(0);
    routes.strip(1).soloing.solo = true;
    assert!(routes.resolve());
    assert!(routes.strip_to_group(0, 0), "the key goes on");
    assert!(!routes.bus_to_master(0), "and is not heard");
    routes.strip(1).soloing.solo = false;
    routes.strip(0).soloing.solo = true;
    assert!(routes.resolve());
    assert!(!routes.strip_to_master(1), "to solo a key does not solo what listens to it");
}
