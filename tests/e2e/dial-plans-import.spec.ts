// Rules imported into a dial plan: what becomes of every row, and columns that are mapped by hand.
import { expect, expectAccessible, shots, test } from "./fixtures";
import { saved, textOf } from "./downloads";
import { importExported, open, openImport, paste, pending, TRUNK } from "./dial-plans";

test("every kind of row of an import has its outcome, and bad rows download to be fixed", async ({ page, world }) => {
  await open(page, world);
  const dialog = await paste(
    page,
    [
      "Name\tPrefix\tTag",
      `audio\t+972542566120\t${TRUNK}`,
      "audio\t1.83E+10\toc1.example",
      `audio\t+97 2542566121\t${TRUNK}`,
      "Demo1Site2\t20004\tPstnDemo1",
      `audio\t+972542566120\t${TRUNK}`,
      `audio\t20001\t${TRUNK}`,
      `audio\t[12\t${TRUNK}`,
      `audio\t９１１\t${TRUNK}`,
      `\t+972542566122\t${TRUNK}`,
    ].join("\n"),
  );
  const table = dialog.getByRole("table", { name: "Import preview" });
  const row = (line: number) => table.getByRole("row", { name: new RegExp(`^${line} `) });
  await expect(row(2)).toContainText("To add");
  await expect(row(3)).toContainText('Invalid');
  await expect(row(3)).toContainText('Column 2, "1.83E+10"');
  await expect(row(4)).toContainText("+972542566121");
  await expect(row(4)).toContainText("Blanks removed");
  await expect(row(5)).toContainText("Already there");
  await expect(row(6)).toContainText("The same as line 2.");
  await expect(row(7)).toContainText("20001 goes to PstnDemo1 in the plan.");
  await expect(row(8)).toContainText("Invalid");
  await expect(row(9)).toContainText("Digits of another script replaced");
  await expect(row(10)).toContainText("Name is missing.");
  await shots(page, "dial-plan-import");
  await expectAccessible(page);
  const text = await textOf(await saved(dialog.getByRole("button", { name: "Download rows to fix" })));
  expect(text.split("\r\n")[0]).toBe("Name,Prefix,Tag,Line,Reason,What to do");
  expect(text.split("\r\n").filter((line) => line !== "")).toHaveLength(5);

  await dialog.getByRole("checkbox", { name: /^Replace rules/ }).check();
  await dialog.getByRole("button", { name: "Add to changes" }).click();
  await expect(pending(page)).toContainText("3 to add");
  await expect(pending(page)).toContainText("1 to change");

  const removal = await paste(page, "20002\n20004\n99999");
  await removal.getByRole("combobox", { name: "The rows" }).selectOption("remove");
  await expect(removal.getByRole("table", { name: "Import preview" })).toContainText("Not in the plan");
  await removal.getByRole("button", { name: "Add to changes" }).click();
  await expect(pending(page)).toContainText("2 to remove");
});

test("columns of a file are mapped by hand where needed", async ({ page, world }) => {
  await open(page, world);
  const dialog = await openImport(page);
  await dialog.getByLabel("File").setInputFiles({
    name: "numbers.csv",
    mimeType: "text/csv",
    buffer: Buffer.from("note;first;second\nx;+97210;+97220\ny;+97211;+97221\n", "utf8"),
  });
  await dialog.getByRole("combobox", { name: "Column of the prefix" }).selectOption("2");
  await dialog.getByRole("combobox", { name: "Column of the name" }).selectOption("");
  await dialog.getByRole("combobox", { name: "Column of the tag" }).selectOption("");
  await dialog.getByRole("textbox", { name: "Name of all rules" }).fill("Haifa");
  await dialog.getByRole("textbox", { name: "Tag of all rules" }).fill(TRUNK);
  await expect(dialog).toContainText("2 to add");
  await dialog.getByRole("button", { name: "Add to changes" }).click();
  await expect(pending(page)).toContainText("Haifa");
  await expect(pending(page)).toContainText("+97220");
});

test("what is exported as a workbook is imported as what is there already", async ({ page, world }) => {
  await open(page, world);
  const dialog = await importExported(page, "rules.xlsx");
  const rows = dialog.getByRole("table", { name: "Import preview" }).locator("tbody tr");
  await expect(rows.first()).toContainText("Already there");
  await expect(rows.filter({ hasNotText: "Already there" })).toHaveCount(0);
});
