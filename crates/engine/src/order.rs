//! In which order strips and buses are mixed: whoever feeds or keys another comes before it.

/// Who feeds whom, and who listens to whom.
pub trait Graph {
    /// Whether a strip goes to a bus, by a send or as its output.
    fn strip_feeds(&self, strip: usize, bus: usize) -> bool;
    /// Whether a bus goes to another.
    fn bus_feeds(&self, from: usize, to: usize) -> bool;
    /// The bus that a strip's compressor listens to.
    fn strip_key(&self, strip: usize) -> Option<usize>;
    /// The bus that another bus's compressor listens to.
    fn bus_key(&self, bus: usize) -> Option<usize>;
}

/// The level of every strip and bus: all of one level can be mixed in any order once those below are done. Strips are on
/// even levels, buses on odd ones.
#[derive(Clone)]
pub struct Order {
    strips: Box<[u32]>,
    buses: Box<[u32]>,
}

impl Order {
    /// Of a console in which nobody feeds anybody but the master.
    pub fn new(strips: usize, buses: usize) -> Self {
        Self { strips: vec![0; strips].into(), buses: vec![1; buses].into() }
    }

    /// Works out the levels of a graph. False where it has a cycle: then there are none.
    pub fn arrange(&mut self, graph: &dyn Graph) -> bool {
        self.buses.fill(1);
        // The longest way through so many buses is found in so many passes, unless it never ends.
        (0..=self.buses.len()).any(|_| !self.raise(graph))
    }

    /// Raises whoever stands too low, and tells whether anybody did.
    #[optimize(size)]
    fn raise(&mut self, graph: &dyn Graph) -> bool {
        let mut raised = false;
        let mut raise = |level: &mut u32, to: u32| {
            raised |= to > *level;
            *level = to.max(*level);
        };
        for strip in 0..self.strips.len() {
            self.strips[strip] = graph.strip_key(strip).map_or(0, |bus| self.buses[bus] + 1);
            for (bus, level) in self.buses.iter_mut().enumerate() {
                if graph.strip_feeds(strip, bus) {
                    raise(level, self.strips[strip] + 1);
                }
            }
        }
        for to in 0..self.buses.len() {
            for from in 0..self.buses.len() {
                if graph.bus_feeds(from, to) || graph.bus_key(to) == Some(from) {
                    let above = self.buses[from] + 2;
                    raise(&mut self.buses[to], above);
                }
            }
        }
        raised
    }

    /// The level of a strip.
    pub fn strip(&self, strip: usize) -> u32 {
        self.strips[strip]
    }

    /// The level of a bus.
    pub fn bus(&self, bus: usize) -> u32 {
        self.buses[bus]
    }

    /// The highest level of all.
    pub fn top(&self) -> u32 {
        self.strips.iter().chain(&self.buses).copied().max().unwrap_or(0)
    }
}
