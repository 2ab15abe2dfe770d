//! The edit protocol, in every interleaving that the memory model allows: 2 sections of 2 words.

use loom::sync::Arc;
use loom::sync::atomic::{AtomicU32, Ordering, fence};
use loom::thread;
use megamixer_engine::{Adoption, Outcome, Sections, SharedWords};

const SEQUENCE: usize = 0;
const VERSIONS: usize = 1;
const FIRST: usize = 3;

struct Words(Vec<AtomicU32>);

impl Words {
    fn new() -> Self {
        Self((0..FIRST + 4).map(|_| AtomicU32::new(0)).collect())
    }

    /// What the page does: each is an `Atomics.store`, of which the protocol needs no more than Release.
    fn store(&self, word: usize, bits: u32) {
        self.0[word].store(bits, Ordering::Release);
    }

    /// One edit that gives both words of some sections the value `edit`.
    fn publish(&self, edit: u32, sections: &[usize]) {
        self.store(SEQUENCE, 2 * edit - 1);
        for section in sections {
            self.store(FIRST + 2 * section, edit);
            self.store(FIRST + 2 * section + 1, edit);
        }
        for section in sections {
            self.store(VERSIONS + section, edit);
        }
        self.store(SEQUENCE, 2 * edit);
    }
}

impl SharedWords for Words {
    fn load_acquire(&self, word: usize) -> u32 {
        self.0[word].load(Ordering::Acquire)
    }

    fn load_relaxed(&self, word: usize) -> u32 {
        self.0[word].load(Ordering::Relaxed)
    }

    fn fence_acquire(&self) {
        fence(Ordering::Acquire);
    }
}

fn adoption() -> Adoption {
    let words = [FIRST..FIRST + 2, FIRST + 2..FIRST + 4].into();
    Adoption::new(Sections { sequence: SEQUENCE, versions: VERSIONS, words }, [0; 4].into())
}

/// Adopts once, and gives back the four settled words.
fn adopt(adoption: &mut Adoption, words: &Words) -> [u32; 4] {
    if adoption.stage(words) == Outcome::Staged {
        adoption.commit();
    }
    let (first, second) = (adoption.settled(0), adoption.settled(1));
    [first[0], first[1], second[0], second[1]]
}

#[test]
fn what_belongs_together_is_adopted_together_in_every_interleaving() {
    loom::model(|| {
        let words = Arc::new(Words::new());
        let page = {
            let words = Arc::clone(&words);
            thread::spawn(move || words.publish(1, &[0, 1]))
        };
        let mut adoption = adoption();
        let seen = adopt(&mut adoption, &words);
        assert!(seen == [0; 4] || seen == [1; 4], "{seen:?}");
        page.join().expect("the page ends");
        assert_eq!(adopt(&mut adoption, &words), [1; 4]);
    });
}

#[test]
fn an_edit_of_one_section_leaves_the_other_as_it_was() {
    loom::model(|| {
        let words = Arc::new(Words::new());
        words.publish(1, &[0, 1]);
        let page = {
            let words = Arc::clone(&words);
            thread::spawn(move || words.publish(2, &[1]))
        };
        let mut adoption = adoption();
        let seen = adopt(&mut adoption, &words);
        assert!([[0; 4], [1; 4], [1, 1, 2, 2]].contains(&seen), "{seen:?}");
        page.join().expect("the page ends");
        assert_eq!(adopt(&mut adoption, &words), [1, 1, 2, 2]);
    });
}
