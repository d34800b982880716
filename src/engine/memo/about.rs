//! Which questions are about a subject: each question names the next one about the same.

/// The questions about each subject that is no partial, by its number.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct About {
    /// For each subject its first and its last question, each by one more than its number; 0 where there is none.
    ends: Vec<(u32, u32)>,
    /// For each question one more than the number of the next about the same subject; 0 for the last.
    next: Vec<u32>,
}

impl About {
    /// Makes room for so many questions.
    pub(super) fn reserve(&mut self, questions: usize) {
        self.next.reserve(questions);
    }

    /// Returns how many subjects there may be: all have numbers below.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Adds a question about a subject.
    pub(super) fn add(&mut self, subject: usize, number: u32) {
        if self.ends.len() <= subject {
            self.ends.resize(subject + 1, (0, 0));
        }
        self.next.resize(number as usize + 1, 0);
        let (first, last) = &mut self.ends[subject];
        match *last {
            0 => *first = number + 1,
            last => self.next[last as usize - 1] = number + 1,
        }
        *last = number + 1;
    }

    /// Returns the questions about a subject, in the order in which they were added.
    pub(super) fn of(&self, subject: u32) -> impl Iterator<Item = u32> {
        let first = self.ends.get(subject as usize).map_or(0, |(first, _)| *first);
        let number = |one_more: u32| one_more.checked_sub(1);
        std::iter::successors(number(first), move |at| number(self.next[*at as usize]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_about_a_subject_are_found_in_order() {
        let mut about = About::default();
        for (subject, number) in [(3, 0), (1, 2), (3, 5), (3, 6)] {
            about.add(subject, number);
        }
        let found = |subject| about.of(subject).collect::<Vec<u32>>();
        assert_eq!((found(3), found(1), found(0), found(9)), (vec![0, 5, 6], vec![2], vec![], vec![]));
        assert_eq!(about.len(), 4);
    }
}
