//! Parts of the program that come when they are first needed.
//!
//! `cargo xtask build` cuts the program at what [`part!`] makes (the feature `split`). Without it,
//! as while developing and in tests, everything is there from the start.

/// The part did not come: the connection failed, or a newer version was deployed meanwhile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for Missing {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// `part!(PART: NAME -> TYPE = VALUE)` makes the asynchronous function `NAME`, which hands out the
/// value, a function as a rule, once its part of the program is there.
macro_rules! part {
    ($part:ident: $name:ident -> $type:ty = $value:expr) => {
        #[cfg(feature = "split")]
        #[wasm_split_helpers::wasm_split($part, fallible)]
        fn $name() -> Result<$type, $crate::parts::Missing> {
            Ok($value)
        }

        #[cfg(not(feature = "split"))]
        async fn $name() -> Result<$type, $crate::parts::Missing> {
            Ok($value)
        }
    };
}

pub(crate) use part;
