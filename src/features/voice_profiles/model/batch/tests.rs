use super::*;

const MARKS: Marks = Marks {
    decimal: '.',
    group: ',',
};

fn table(text: &str) -> Table {
    read(text, MARKS).unwrap()
}

fn sent(text: &str) -> Vec<String> {
    let lines = table(text).lines;
    let sent = lines.iter().map(|line| {
        assert_eq!(line.faults, [""; 0], "{text}");
        line.draft.create(MARKS).unwrap().to_json()
    });
    sent.collect()
}

#[test]
fn a_table_is_read_with_each_delimiter_and_heading() {
    let json = r#"{"tech_prefix":100500,"name":"A, B","max_rate":0.0125,"record_calls":1}"#;
    for text in [
        "\u{feff}name,tech_prefix,max_rate,record_calls\r\n\"A, B\",100500,\"0,0125\",1\r\n",
        "Name;Tech prefix;Max rate;Recording\nA, B;100500;0,0125;all outbound calls\n\n",
        "Tech Prefix\tNAME\tModified\tRate\tRecord calls\n100500\tA, B\ttoday\t0.0125\t 1 ",
    ] {
        assert_eq!(sent(text), [json], "{text}");
    }
    assert_eq!(table("Name,Modified,,Id\nA").ignored, ["Modified", "Id"]);
    assert_eq!(sent("Name\nA\nB").len(), 2);
}

#[test]
fn additional_fields_come_as_they_are() {
    let text = "Name,Additional fields (JSON)\nA,\"{\"\"product\"\": 4}\"";
    assert_eq!(sent(text), [r#"{"name":"A","product":4}"#]);
}

#[test]
fn the_first_row_has_to_name_the_columns_once() {
    let objection = |text| read(text, MARKS).unwrap_err();
    assert!(objection("A,100500").ends_with("It reads: A, 100500."));
    assert_eq!(
        objection("Name,Rate,max_rate\n"),
        "Two columns are Rate. Keep one."
    );
    let long = format!("Name\n{}", "A\n".repeat(501));
    assert!(objection(&long).contains("500 rows"));
}

#[test]
fn each_fault_names_its_line_and_field() {
    let text = "Name,Tech prefix,Record calls,Max rate\n\n,1,9,x\nB,100500,0,0,0125\n";
    let lines = table(text).lines;
    assert_eq!([lines[0].number, lines[1].number], [3, 4]);
    let faults = lines[0].faults.join("\n");
    for said in [
        "Name: ",
        "Tech prefix: Has 1",
        "Record calls: Enter one of 0, 1, 2.",
        "Max rate: ",
    ] {
        assert!(faults.contains(said), "{said}: {faults}");
    }
    assert!(lines[1].faults[0].contains("1 too many"), "{:?}", lines[1]);
}

#[test]
fn a_prefix_and_a_name_twice_are_warnings() {
    let text = "Name,Tech prefix,Channel limit,Max rate,Daily spend limit,Recording\n\
                A,100500,1,1,1,0\nA,100501,1,1,1,0\nB,100500,1,1,1,0";
    let table = table(text);
    let warnings = |place| table.warnings(place, &[], MARKS);
    assert_eq!(
        warnings(0),
        ["Tech prefix is shared", "Has the name of line 3"]
    );
    assert_eq!(warnings(1), ["Has the name of line 2"]);
    assert_eq!(warnings(2), ["Tech prefix is shared"]);
}
