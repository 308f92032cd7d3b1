// Changes to a dial plan before they are applied: made, taken back, and kept.
import { expect, signIn, test } from "./fixtures";
import { addRule, CUSTOMER, open, pending, remove, TRUNK } from "./dial-plans";

test("an add and a remove of one rule cancel out, and each change can be taken back", async ({ page, world }) => {
  await open(page, world);
  await addRule(page, { name: "London", prefix: "+4420", tag: TRUNK });
  await expect(pending(page)).toContainText("1 to add");
  await page.getByRole("button", { name: "Undo adding +4420" }).click();
  await expect(pending(page)).toContainText("None.");
  await remove(page, "20001");
  await expect(page.getByRole("grid")).toContainText("To be removed");
  await addRule(page, { name: "Demo1Site2", prefix: "20001", tag: "PstnDemo1" });
  await expect(pending(page)).toContainText("None.");
  const form = page.getByRole("form", { name: "Add rule" });
  await form.getByRole("textbox", { name: "Prefix", exact: true }).fill("[12");
  await form.getByRole("button", { name: "Add to changes" }).click();
  await expect(form.getByRole("textbox", { name: "Prefix", exact: true })).toHaveAttribute("aria-invalid", "true");
  await form.getByRole("textbox", { name: "Prefix", exact: true }).fill("20002");
  await form.getByRole("combobox", { name: "Tag", exact: true }).fill("oc1.sandbx2.audiocodes.be");
  await expect(form).toContainText(`Closest: ${TRUNK}`);
  await expect(form).toContainText("The plan sends this prefix to PstnDemo1 already.");
});

test("pending changes survive a reload and say that they are kept", async ({ page, world }) => {
  await page.goto(`/sign-in?next=${encodeURIComponent(`/dial-plans?customer=${CUSTOMER}`)}`);
  await page.getByRole("form", { name: "Live Platform" }).getByRole("checkbox", { name: "Keep for this tab" }).check();
  await signIn(page, world);
  await addRule(page, { name: "London", prefix: "+4420", tag: TRUNK });
  await remove(page, "20001");
  await expect(pending(page)).toContainText("Saved on this device at");
  await page.reload();
  await expect(pending(page)).toContainText("1 to add");
  await expect(pending(page)).toContainText("1 to remove");
});

test("a range is generated, by its ends or by a count", async ({ page, world }) => {
  await open(page, world);
  await page.getByRole("button", { name: "Generate a range" }).click();
  const form = page.getByRole("form", { name: "Generate a range" });
  await form.getByRole("textbox", { name: "First number" }).fill("+972542566108");
  await form.getByRole("textbox", { name: "Last number" }).fill("+972542566113");
  await expect(form).toContainText("6 rules, +972542566108 to +972542566113.");
  await form.getByRole("textbox", { name: "Last number" }).fill("+97254256611");
  await expect(form).toContainText("Write both in full.");
  await form.getByRole("textbox", { name: "or how many" }).fill("30");
  await form.getByRole("textbox", { name: "Name", exact: true }).fill("audiocodesru");
  await form.getByRole("combobox", { name: "Tag", exact: true }).fill("audiocodesru.sbc.com");
  await form.getByRole("button", { name: "Add range to changes" }).click();
  // Two of the thirty stand in the plan.
  await expect(pending(page)).toContainText("28 to add");
  await page.getByRole("button", { name: /^Undo Range/ }).click();
  await expect(pending(page)).toContainText("None.");
});

test("a browser that keeps nothing says that the changes are not saved", async ({ page, world }) => {
  await page.addInitScript(() => {
    // As in a private window of some browsers.
    indexedDB.open = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };
  });
  await open(page, world);
  await addRule(page, { name: "London", prefix: "+4420", tag: TRUNK });
  await expect(pending(page)).toContainText("Not saved");
  await expect(pending(page)).toContainText("1 to add");
});
