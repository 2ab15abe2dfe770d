//! Adoption: how the engine takes over what the page published, without ever waiting.
//!
//! The page publishes an edit so: sequence odd, the changed words, the version of each changed section + 1, sequence
//! even. Each of these is a sequentially consistent store (`Atomics.store`). Here is the other side of that
//! protocol, and the only place that knows it.

use core::ops::Range;

/// The words of a block, as the page may be writing them.
pub trait SharedWords {
    /// A load with Acquire ordering.
    fn load_acquire(&self, word: usize) -> u32;
    /// A load with Relaxed ordering.
    fn load_relaxed(&self, word: usize) -> u32;
    /// A fence with Acquire ordering.
    fn fence_acquire(&self);
}

/// Where the protocol's words are.
pub struct Sections {
    /// The sequence.
    pub sequence: usize,
    /// The first version; one for each section.
    pub versions: usize,
    /// The words of each section. Together they are contiguous, in order.
    pub words: Box<[Range<usize>]>,
}

/// How an attempt went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There is nothing new.
    Unchanged,
    /// The sections of [`Adoption::changed`] are staged, and belong together.
    Staged,
    /// The page was publishing at every try: everything stays as it is for this quantum.
    Deferred,
}

/// What the engine remembers of the page's edits.
pub struct Adoption {
    sections: Sections,
    sequence: u32,
    versions: Box<[u32]>,
    staged_versions: Box<[u32]>,
    staged: Box<[u32]>,
    settled: Box<[u32]>,
    changed: Box<[usize]>,
    changes: usize,
}

/// Tries before a quantum keeps its values.
const TRIES: usize = 3;

impl Adoption {
    /// Starts from `settled`: the words of all sections, in order.
    #[optimize(size)]
    pub fn new(sections: Sections, settled: Box<[u32]>) -> Self {
        let count = sections.words.len();
        Self {
            sequence: 0,
            versions: vec![0; count].into(),
            staged_versions: vec![0; count].into(),
            staged: settled.clone(),
            settled,
            changed: vec![0; count].into(),
            changes: 0,
            sections,
        }
    }

    /// Stages every section that changed since the last commit.
    pub fn stage(&mut self, words: &impl SharedWords) -> Outcome {
        for _ in 0..TRIES {
            let before = words.load_acquire(self.sections.sequence);
            if before == self.sequence {
                return Outcome::Unchanged;
            }
            if before % 2 == 1 {
                continue;
            }
            self.copy_changed(words);
            words.fence_acquire();
            if words.load_relaxed(self.sections.sequence) == before {
                self.sequence = before;
                return Outcome::Staged;
            }
        }
        Outcome::Deferred
    }

    fn copy_changed(&mut self, words: &impl SharedWords) {
        self.changes = 0;
        for section in 0..self.versions.len() {
            let version = words.load_relaxed(self.sections.versions + section);
            if version != self.versions[section] {
                self.copy(section, version, words);
            }
        }
    }

    fn copy(&mut self, section: usize, version: u32, words: &impl SharedWords) {
        self.staged_versions[section] = version;
        self.changed[self.changes] = section;
        self.changes += 1;
        let local = self.local(section);
        for (staged, word) in self.staged[local].iter_mut().zip(self.sections.words[section].clone()) {
            *staged = words.load_relaxed(word);
        }
    }

    /// Stages every section as it is now: the first values, before anybody else can write.
    pub fn stage_all(&mut self, words: &impl SharedWords) {
        self.sequence = words.load_acquire(self.sections.sequence);
        self.changes = 0;
        for section in 0..self.versions.len() {
            self.copy(section, words.load_relaxed(self.sections.versions + section), words);
        }
    }

    /// The sequence of the last edit that was staged.
    pub fn sequence(&self) -> u32 {
        self.sequence
    }

    /// The sections that the last successful [`Adoption::stage`] found changed.
    pub fn changed(&self) -> &[usize] {
        &self.changed[..self.changes]
    }

    /// A section before and after the edit; the latter may still be corrected.
    pub fn change(&mut self, section: usize) -> (&[u32], &mut [u32]) {
        let local = self.local(section);
        (&self.settled[local.clone()], &mut self.staged[local])
    }

    /// Makes the staged words the settled ones.
    pub fn commit(&mut self) {
        for i in 0..self.changes {
            let section = self.changed[i];
            let local = self.local(section);
            self.settled[local.clone()].copy_from_slice(&self.staged[local]);
            self.versions[section] = self.staged_versions[section];
        }
    }

    /// The settled words of a section.
    pub fn settled(&self, section: usize) -> &[u32] {
        &self.settled[self.local(section)]
    }

    /// A section's words, counted from the first section's first.
    fn local(&self, section: usize) -> Range<usize> {
        let first = self.sections.words[0].start;
        let Range { start, end } = self.sections.words[section].clone();
        start - first..end - first
    }
}
