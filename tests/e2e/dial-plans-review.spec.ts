// Changes to a dial plan under review: what is sent of them, and what was moved meanwhile.
import { expect, expectAccessible, shots, test } from "./fixtures";
import { saved } from "./downloads";
import {
  addRule,
  apply,
  CUSTOMER,
  open,
  openReview,
  paste,
  patches,
  pending,
  remove,
  review,
  rules,
  run,
  TRUNK,
} from "./dial-plans";

test.describe("the vendor's rules", () => {
  test.use({ worldOptions: { tasks: { reads: 1 } } });

  test("change as the vendor's page documents it, byte for byte, and back", async ({ page, world, request }) => {
    const before = await rules(request, world);
    await open(page, world);
    await paste(page, "audiocodesru\t+972542566110\taudiocodesru.sbc.com\naudiocodesru\t+972542566111\taudiocodesru.sbc.com");
    await page.getByRole("dialog", { name: "Import rules" }).getByRole("button", { name: "Add to changes" }).click();
    await page.getByRole("checkbox", { name: "Select rule +972542566112" }).check();
    await remove(page, "+972542566113");
    await expect(pending(page)).toContainText("2 to add");
    await expect(pending(page)).toContainText("2 to remove");
    await apply(page);
    await expect(run(page)).toContainText("4 of 4 changes verified");
    const [body] = await patches(request, world);
    expect(JSON.stringify(body)).toBe(
      JSON.stringify({
        dialPlanId: "CustDialPlan",
        add: [
          { name: "audiocodesru", prefix: "+972542566110", tag: "audiocodesru.sbc.com" },
          { name: "audiocodesru", prefix: "+972542566111", tag: "audiocodesru.sbc.com" },
        ],
        remove: [
          { name: "audiocodesru", prefix: "+972542566112", tag: "audiocodesru.sbc.com" },
          { name: "audiocodesru", prefix: "+972542566113", tag: "audiocodesru.sbc.com" },
        ],
      }),
    );
    await run(page).getByRole("button", { name: "Revert this run" }).click();
    await expect(review(page)).toContainText("Sends 4 changes in 1 request.");
    await review(page).getByRole("button", { name: "Apply changes" }).click();
    await expect(run(page)).toContainText("4 of 4 changes verified");
    expect(await rules(request, world)).toEqual(before);
  });

  test("an edit travels as one change, whichever half the server applies first", async ({ page, world, request }) => {
    await open(page, world);
    await page.getByRole("button", { name: "Edit rule 20001", exact: true }).click();
    const form = page.getByRole("form", { name: "Edit rule" });
    await form.getByRole("combobox", { name: "Tag", exact: true }).fill(TRUNK);
    await form.getByRole("button", { name: "Change rule" }).click();
    await addRule(page, { name: "London", prefix: "+4420", tag: TRUNK });
    await expect(pending(page)).toContainText("1 to change");
    await apply(page, { size: 1 });
    await expect(run(page)).toContainText("2 of 2 changes verified");
    const bodies = await patches(request, world);
    expect(bodies).toHaveLength(2);
    const edit = bodies.find(({ remove }) => remove.length > 0);
    expect(edit?.add.map(({ prefix }) => prefix)).toEqual(["20001"]);
    expect(edit?.remove.map(({ prefix }) => prefix)).toEqual(["20001"]);
    expect(await rules(request, world)).toContain(`Demo1Site2 20001 ${TRUNK}`);
  });

  test("live data that moved is said, and only the difference is sent", async ({ page, world, request }) => {
    await open(page, world);
    await addRule(page, { name: "London", prefix: "+4420", tag: TRUNK });
    await addRule(page, { name: "emergency", prefix: "999", tag: TRUNK });
    await remove(page, "20001");
    await remove(page, "20002");
    await expect(pending(page)).toContainText("2 to remove");
    const moved = await request.patch(`/sandbox/worlds/${world.id}/data`, {
      data: {
        dial_plans: [
          {
            dialPlanId: "CustDialPlan",
            customer: CUSTOMER,
            site: CUSTOMER,
            ruleDTO: [
              { name: "Demo1Site2", prefix: "20002", tag: "PstnDemo1" },
              { name: "London", prefix: "+4420", tag: TRUNK },
              { name: "other", prefix: "777", tag: TRUNK },
            ],
          },
        ],
      },
    });
    expect(moved.ok(), await moved.text()).toBe(true);
    await openReview(page);
    await expect(review(page)).toContainText("The plan has moved since the changes were made");
    await expect(review(page)).toContainText(`777 to ${TRUNK}`);
    await expect(review(page)).toContainText("An emergency number is added: 999");
    await expect(review(page)).toContainText("1 already so");
    await expect(review(page)).toContainText("1 gone meanwhile");
    await expect(review(page)).toContainText("Sends 2 changes in 1 request.");
    await shots(page, "dial-plan-review");
    await expectAccessible(page);
    await review(page).getByRole("button", { name: "Apply changes" }).click();
    await expect(run(page)).toContainText("2 of 2 changes verified");
    const [body] = await patches(request, world);
    expect(body.add.map(({ prefix }) => prefix)).toEqual(["999"]);
    expect(body.remove.map(({ prefix }) => prefix)).toEqual(["20002"]);
  });

  test("a plan file is opened by a colleague and computed on live data", async ({ page, world, browser }, info) => {
    await open(page, world);
    await remove(page, "20001");
    const file = info.outputPath("changes.json");
    await (await saved(page.getByRole("button", { name: "Save as plan file" }))).saveAs(file);
    const context = await browser.newContext();
    const other = await context.newPage();
    await open(other, world);
    await other.getByLabel("Open a plan file").setInputFiles(file);
    await expect(review(other)).toContainText("Sends 1 change in 1 request.");
    await context.close();
  });
});

test.describe("a server of other habits", () => {
  test.use({ worldOptions: { tasks: { reads: 2, bare_id: true, other_id: true, shape: "nulls" }, dial_plans: { as_array: true, order: "removals_first" } } });

  test("is read and changed all the same", async ({ page, world, request }) => {
    await open(page, world);
    await page.getByRole("button", { name: "Edit rule 20001", exact: true }).click();
    const form = page.getByRole("form", { name: "Edit rule" });
    await form.getByRole("combobox", { name: "Tag", exact: true }).fill(TRUNK);
    await form.getByRole("button", { name: "Change rule" }).click();
    await apply(page);
    await expect(run(page)).toContainText("1 of 1 change verified");
    expect(await rules(request, world)).toContain(`Demo1Site2 20001 ${TRUNK}`);
  });
});
