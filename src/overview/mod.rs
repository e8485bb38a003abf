//! Everything a provider offers at a glance: the rows of the matrix view, and the shape of the
//! decision tree. Derived from the tables; there is nothing to keep in step.

mod conditions;
mod find;
mod rows;
mod tree;

pub use find::{Index, occurs};
pub use rows::{Row, rows};
pub use tree::{Branch, Leaf, Node, Planter, tree};
