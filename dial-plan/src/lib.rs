//! SBC dial plan notation, matching, change sets and imports.
