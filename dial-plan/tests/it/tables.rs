//! Files and pasted text as tables: encodings, delimiters, quotes, and what is no table.

use cordboard_dial_plan::import::{Encoding, ImportError, Table};

#[test]
fn each_encoding_is_recognised() {
    let text = "Name,Prefix,Tag\nZürich,+41443641100,oc1.example\n";
    let utf16 =
        |unit: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(unit).collect() };
    let (le, be) = (utf16(u16::to_le_bytes), utf16(u16::to_be_bytes));
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap()).collect();
    let cases = [
        (text.as_bytes().to_vec(), Encoding::Utf8),
        (
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            Encoding::Utf8Bom,
        ),
        ([b"\xff\xfe".as_slice(), &le].concat(), Encoding::Utf16Le),
        ([b"\xfe\xff".as_slice(), &be].concat(), Encoding::Utf16Be),
        (le, Encoding::Utf16Le),
        (be, Encoding::Utf16Be),
        (latin, Encoding::Windows1252),
    ];
    for (bytes, encoding) in cases {
        let table = Table::from_bytes(&bytes).unwrap();
        assert_eq!(table.encoding(), encoding);
        assert_eq!(
            table.cells(1).collect::<Vec<_>>(),
            ["Zürich", "+41443641100", "oc1.example"]
        );
    }
    let euro = Table::from_bytes(b"Name,Prefix\n\x80\x95\x9f,112\n").unwrap();
    assert_eq!(euro.cell(1, 0), "€•Ÿ");
}

#[test]
fn each_delimiter_is_recognised() {
    for delimiter in [',', ';', '\t', '|'] {
        let text = format!("site{delimiter}+972542566110{delimiter}oc1.example\n").repeat(3);
        let table = Table::from_pasted(&text).unwrap();
        assert_eq!(table.delimiter(), Some(delimiter));
        assert_eq!(table.cells(2).count(), 3);
    }
    assert_eq!(Table::from_pasted("112\n911\n").unwrap().delimiter(), None);
    // Commas inside lists are not what parts the columns.
    let lists = Table::from_pasted("a;[1,2];t\nb;[3,4];t\n").unwrap();
    assert_eq!(lists.delimiter(), Some(';'));
    let announced = Table::from_pasted("sep=|\na,b|1,2|t\n").unwrap();
    assert_eq!((announced.delimiter(), announced.line(0)), (Some('|'), 2));
    let by_hand = Table::with_delimiter(b"a;1,5;t", b',').unwrap();
    assert_eq!(by_hand.cells(0).collect::<Vec<_>>(), ["a;1", "5;t"]);
}

#[test]
fn quotes_lists_and_old_line_ends_are_read() {
    let table = Table::from_pasted(
        "name,prefix,tag\n\"Smith, \"\"Jo\"\"\",\"[1,2]\",t\nplain,[120-125,150],t\n\n\"two\nlines\",1,t\nlast,2,t",
    )
    .unwrap();
    assert_eq!(
        table.cells(1).collect::<Vec<_>>(),
        ["Smith, \"Jo\"", "[1,2]", "t"]
    );
    // A list that was not quoted was cut at its comma, and can only be one cell.
    assert_eq!(
        table.cells(2).collect::<Vec<_>>(),
        ["plain", "[120-125,150]", "t"]
    );
    assert_eq!((table.line(3), table.line(4)), (5, 7));
    let old = Table::from_pasted("name,prefix\ra,1\rb,2\r").unwrap();
    assert_eq!((old.len(), old.cell(2, 1)), (3, "2"));
}

#[test]
fn files_that_are_no_text_are_told_apart() {
    let refused = |bytes: &[u8]| Table::from_bytes(bytes).unwrap_err();
    assert_eq!(refused(b""), ImportError::Empty);
    assert_eq!(refused(b"\n\r\n"), ImportError::Empty);
    assert_eq!(refused(b"PK\x03\x04rest"), ImportError::Workbook);
    assert_eq!(
        refused(b"\xd0\xcf\x11\xe0\xa1\xb1"),
        ImportError::OldWorkbook
    );
    assert_eq!(
        refused(&"1\n".repeat(100_001).into_bytes()),
        ImportError::TooManyRows
    );
    let large = vec![b'1'; 33 * 1024 * 1024];
    assert_eq!(
        refused(&large).to_string(),
        "The file has 33 MB; 32 MB are read. Split it."
    );
}
