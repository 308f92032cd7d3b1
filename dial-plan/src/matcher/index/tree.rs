//! The tree over the sorted patterns. A branch with one pattern left is not spelled out: its
//! labels say how it goes on, which keeps the tree as small as the number of patterns.

use std::ops::Range;

use super::{Label, Pattern};

#[derive(Debug, Clone, Default)]
pub(super) struct Tree {
    /// Level by level, so that the children of a node stand together.
    branches: Vec<Branch>,
}

#[derive(Debug, Clone)]
struct Branch {
    label: Label,
    patterns: Range<usize>,
    ended: usize,
    children: Range<usize>,
}

/// Patterns that agree in their first `depth` labels.
#[derive(Debug, Clone)]
pub(in crate::matcher) struct Node {
    pub(in crate::matcher) patterns: Range<usize>,
    depth: usize,
    /// None where one pattern is left.
    branch: Option<usize>,
}

impl Tree {
    pub(super) fn new(patterns: &[Pattern]) -> Self {
        let root = Branch {
            label: Label::Exactly(0),
            patterns: 0..patterns.len(),
            ended: 0,
            children: 0..0,
        };
        let mut branches = vec![root];
        let mut level = 0..1;
        let mut depth = 0;
        while !level.is_empty() {
            for at in level.clone() {
                let Range { start, end } = branches[at].patterns;
                // Those that end here sort before those that go on.
                let going_on = patterns[start..end].iter();
                let ended = going_on
                    .take_while(|pattern| pattern.labels.len() == depth)
                    .count();
                branches[at].ended = ended;
                let first = branches.len();
                if end - start > 1 {
                    let groups = patterns[start + ended..end]
                        .chunk_by(|a, b| a.labels[depth] == b.labels[depth]);
                    let mut from = start + ended;
                    for group in groups {
                        let to = from + group.len();
                        branches.push(Branch {
                            label: group[0].labels[depth],
                            patterns: from..to,
                            ended: 0,
                            children: 0..0,
                        });
                        from = to;
                    }
                }
                branches[at].children = first..branches.len();
            }
            level = level.end..branches.len();
            depth += 1;
        }
        Self { branches }
    }

    pub(super) fn root(&self) -> Node {
        let patterns = self
            .branches
            .first()
            .map_or(0..0, |root| root.patterns.clone());
        let several = patterns.len() > 1;
        Node {
            patterns,
            depth: 0,
            branch: several.then_some(0),
        }
    }

    pub(super) fn ended(&self, patterns: &[Pattern], node: &Node) -> Range<usize> {
        let Range { start, end } = node.patterns;
        let ended = match node.branch {
            Some(branch) => self.branches[branch].ended,
            None => usize::from(
                patterns[start..end]
                    .iter()
                    .any(|only| only.labels.len() == node.depth),
            ),
        };
        start..start + ended
    }

    pub(super) fn children<'a>(
        &'a self,
        patterns: &'a [Pattern],
        node: &Node,
    ) -> impl Iterator<Item = (Label, Node)> + 'a {
        let depth = node.depth + 1;
        let branches = node
            .branch
            .map_or(0..0, |branch| self.branches[branch].children.clone());
        let only = node.patterns.clone();
        let only = patterns[only.clone()]
            .first()
            .filter(|_| node.branch.is_none())
            .and_then(|pattern| pattern.labels.get(node.depth))
            .map(|label| {
                (
                    *label,
                    Node {
                        patterns: only,
                        depth,
                        branch: None,
                    },
                )
            });
        let spelled_out = branches.map(move |at| {
            let branch = &self.branches[at];
            let several = branch.patterns.len() > 1;
            let node = Node {
                patterns: branch.patterns.clone(),
                depth,
                branch: several.then_some(at),
            };
            (branch.label, node)
        });
        only.into_iter().chain(spelled_out)
    }
}
