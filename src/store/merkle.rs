//! The Merkle tree of RFC 6962 over the hashes of entries, grown leaf by leaf.
//!
//! Only the frontier is kept (the roots of the full subtrees, largest first), so a checkpoint never reads the
//! whole log. The root in each checkpoint lets a proof for one sheet be added later without changing entries.

use crate::domain::audit::Digest;
use crate::store::canonical::sha256;

/// The right edge of a tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::store) struct Frontier {
    size: u64,
    roots: Vec<Digest>,
}

impl Frontier {
    /// Reads a kept frontier; none when its length does not fit its size.
    pub(in crate::store) fn read(size: u64, bytes: &[u8]) -> Option<Self> {
        let roots: Vec<Digest> =
            bytes.chunks(32).map(|chunk| chunk.try_into().ok().map(Digest)).collect::<Option<_>>()?;
        let expected = usize::try_from(size.count_ones()).ok()?;
        (roots.len() == expected).then_some(Self { size, roots })
    }

    /// Returns the number of leaves.
    pub(in crate::store) const fn size(&self) -> u64 {
        self.size
    }

    /// Returns the bytes to keep.
    pub(in crate::store) fn bytes(&self) -> Vec<u8> {
        self.roots.iter().flat_map(|root| root.0).collect()
    }

    /// Adds a leaf.
    pub(in crate::store) fn push(&mut self, leaf: Digest) {
        let mut root = sha256(&[&[0], leaf.0.as_slice()].concat());
        // Each full subtree of the same size on the right edge joins the new one.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.roots.pop() {
                root = join(left, root);
            }
        }
        self.roots.push(root);
        self.size += 1;
    }

    /// Returns the root; of the empty tree, the hash of nothing.
    pub(in crate::store) fn root(&self) -> Digest {
        let mut right_first = self.roots.iter().rev().copied();
        match right_first.next() {
            Some(smallest) => right_first.fold(smallest, |right, left| join(left, right)),
            None => sha256(&[]),
        }
    }
}

fn join(left: Digest, right: Digest) -> Digest {
    sha256(&[&[1], left.0.as_slice(), right.0.as_slice()].concat())
}

#[cfg(test)]
mod tests {
    use super::Frontier;
    use super::join;
    use crate::domain::audit::Digest;
    use crate::store::canonical::sha256;

    /// RFC 6962 §2.1, word for word.
    fn slow_root(leaves: &[Digest]) -> Digest {
        match leaves {
            [] => sha256(&[]),
            [leaf] => sha256(&[&[0], leaf.0.as_slice()].concat()),
            _ => {
                let split = leaves.len().next_power_of_two() / 2;
                join(slow_root(&leaves[..split]), slow_root(&leaves[split..]))
            }
        }
    }

    #[test]
    fn the_frontier_has_the_root_of_the_whole_tree_at_every_size() {
        let leaves: Vec<Digest> = (0..70_u8).map(|n| sha256(&[n])).collect();
        let mut frontier = Frontier::default();
        for n in 0..leaves.len() {
            assert_eq!(frontier.root(), slow_root(&leaves[..n]), "{n} leaves");
            let kept = Frontier::read(frontier.size(), &frontier.bytes());
            assert_eq!(kept, Some(frontier.clone()));
            frontier.push(leaves[n]);
        }
        assert_eq!(Frontier::read(3, &[0; 32]), None);
    }
}
