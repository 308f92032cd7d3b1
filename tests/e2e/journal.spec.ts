// What this browser has changed: noted only where that was asked for, and tied together by hashes.
import { createHash } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, expectFitsPhone, shots, signIn, test, type World } from "./fixtures";
import { saved, textOf } from "./downloads";

const CANARY = "canary-of-this-journal";

const grid = (page: Page) => page.getByRole("grid", { name: "Journal", exact: true });
const keep = (page: Page) => page.getByRole("checkbox", { name: "Keep a journal of Sandbox on this device" });

async function toJournal(page: Page) {
  await page.getByRole("link", { name: "Journal", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Journal", exact: true })).toBeFocused();
}

async function changeRate(page: Page, rate: string) {
  await page.getByRole("link", { name: "Voice profiles", exact: true }).click();
  await page.getByRole("link", { name: "Support desk Berlin", exact: true }).first().click();
  const field = page.getByRole("textbox", { name: "Max rate", exact: true });
  await expect(field).not.toHaveValue("");
  await field.fill(rate);
  await page.getByRole("button", { name: "Save changes", exact: true }).click();
  await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
}

async function prepare(page: Page, world: World) {
  await page.goto("/sign-in?next=%2Fjournal");
  await signIn(page, world, { opentact: true });
  await keep(page).check();
  await changeRate(page, "0.11");
  await changeRate(page, "0.12");
  await toJournal(page);
  await expect(page.getByRole("status").first()).toHaveText("2 writes");
}

test("nothing is noted until it is asked for", async ({ page, world }) => {
  await page.goto("/sign-in?next=%2Fjournal");
  await signIn(page, world, { opentact: true });
  await expect(keep(page)).not.toBeChecked();
  await changeRate(page, "0.11");
  await toJournal(page);
  await expect(page.getByText("No writes in the journal")).toBeVisible();
});

test("a change is noted with who, before, after and outcome, and survives a reload", async ({ page, world }) => {
  await prepare(page, world);
  await page.reload();
  await expect(keep(page)).toBeChecked();
  const row = grid(page).getByRole("row").nth(1);
  await expect(row).toContainText("Change voice profile Support desk Berlin");
  await expect(row).toContainText("accepted");
  await row.getByRole("button").click();
  const detail = page.getByRole("region", { name: /^Write \d+$/ });
  await expect(detail.getByRole("region", { name: "Before" })).toContainText("0.11");
  await expect(detail.getByRole("region", { name: "After" })).toContainText("0.12");
  await expect(detail).toContainText(`Who${world.email}`);
  await shots(page, "journal");
  await expectAccessible(page);
  await expectFitsPhone(page);
});

test("it is verified, and a change made to it afterwards shows", async ({ page, world }) => {
  await prepare(page, world);
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByRole("alert")).toContainText("All 4 entries hang together");
  await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open("cordboard");
      request.onsuccess = () => resolve(request.result);
    });
    const store = database.transaction("journal", "readwrite").objectStore("journal");
    const read = <T>(request: IDBRequest<T>) => new Promise<T>((resolve) => (request.onsuccess = () => resolve(request.result)));
    const [key] = await read(store.getAllKeys());
    const text = String(await read(store.get(key ?? "")));
    await read(store.put(text.replace("0.11", "0.10"), key));
    database.close();
  });
  await page.getByRole("button", { name: "Verify" }).click();
  await expect(page.getByRole("alert")).toContainText("Entry 1 was changed after it was written.");
});

test("it is filtered, saved so that anybody can verify it, and wiped", async ({ page, world }) => {
  await prepare(page, world);
  await page.getByRole("combobox", { name: "Outcome" }).selectOption("Everything else");
  await expect(page.getByRole("status").first()).toHaveText("0 of 2 writes");
  await page.getByRole("button", { name: "Clear filters" }).click();
  const file = await saved(page.getByRole("button", { name: "Save with hashes" }));
  const lines = (await textOf(file)).trim().split("\n");
  let previous = "";
  for (const line of lines) {
    const { sha256, entry } = JSON.parse(line) as { sha256: string; entry: string };
    expect(createHash("sha256").update(entry).digest("hex")).toBe(sha256);
    expect((JSON.parse(entry) as { previous: string }).previous).toBe(previous);
    previous = sha256;
  }
  expect(lines).toHaveLength(4);
  await page.getByRole("button", { name: "Wipe" }).click();
  await page.getByRole("dialog", { name: "Wipe the journal" }).getByRole("button", { name: "Wipe journal" }).click();
  await expect(page.getByRole("status").first()).toHaveText("0 writes");
});

test("a service is noted with its task's end, and without its password", async ({ page, world }) => {
  await page.goto("/sign-in?next=%2Fjournal");
  await signIn(page, world, { live: true });
  await keep(page).check();
  await page.getByRole("link", { name: "Services", exact: true }).click();
  await page.getByRole("link", { name: "New service", exact: true }).click();
  await page.getByRole("textbox", { name: "Microsoft tenant ID", exact: true }).fill("f9f53ee0-56e1-43f6-8fe3-5fb322986657");
  await page.getByRole("textbox", { name: "Customer short name", exact: true }).fill("Noted");
  await page.getByRole("textbox", { name: "Customer full name", exact: true }).fill("Noted");
  await page.getByLabel("applicationPassword", { exact: true }).fill(CANARY);
  await page.getByRole("button", { name: "Create service", exact: true }).click();
  await expect(page.getByRole("heading", { name: /^The service is created$/ })).toBeVisible({ timeout: 40_000 });
  await toJournal(page);
  const row = grid(page).getByRole("row").nth(1);
  await expect(row).toContainText("Create service Noted");
  await expect(row).toContainText("Completed");
  await row.getByRole("button").click();
  await expect(page.getByRole("region", { name: "After" })).toContainText("[redacted]");
  expect(await page.locator("body").innerText()).not.toContain(CANARY);
});

test("a change of a dial plan is noted with its rules, its task and the task's end", async ({ page, world }) => {
  await page.goto("/sign-in?next=%2Fjournal");
  await signIn(page, world, { live: true });
  await keep(page).check();
  await page.getByRole("link", { name: "Dial plans", exact: true }).click();
  await page.getByRole("combobox", { name: "Customer", exact: true }).fill("Sandbox2Cust");
  await expect(page.getByRole("status").first()).toHaveText("5 rules");
  await page.getByRole("checkbox", { name: "Select rule 20001", exact: true }).check();
  await page.getByRole("button", { name: "Remove selected" }).click();
  await page.getByRole("button", { name: "Add rule" }).click();
  const form = page.getByRole("form", { name: "Add rule" });
  await form.getByRole("textbox", { name: "Name", exact: true }).fill("London");
  await form.getByRole("textbox", { name: "Prefix", exact: true }).fill("+4420");
  await form.getByRole("combobox", { name: "Tag", exact: true }).fill("oc1.sandbox2.audiocodes.be");
  await form.getByRole("button", { name: "Add to changes" }).click();
  await page.getByRole("button", { name: "Review changes" }).click();
  await page.getByRole("button", { name: "Apply changes" }).click();
  const run = page.getByRole("dialog", { name: "Applying changes" });
  await expect(run).toContainText("2 of 2 changes verified", { timeout: 40_000 });
  const task = /changes, ([\w-]+)/.exec(await run.getByRole("list", { name: "Pieces" }).innerText())?.[1];
  await run.getByRole("button", { name: "Done" }).click();
  await toJournal(page);
  const row = grid(page).getByRole("row").nth(1);
  await expect(row).toContainText("Change CustDialPlan of customer df6f5ea9-2e92-482a-92f6-79094815588d");
  await expect(row).toContainText("Completed");
  await row.getByRole("button").click();
  const detail = page.getByRole("region", { name: /^Write \d+$/ });
  await expect(detail).toContainText(String(task));
  await expect(detail.getByRole("region", { name: "Before" })).toContainText("20001");
  await expect(detail.getByRole("region", { name: "Before" })).not.toContainText("+4420");
  await expect(detail.getByRole("region", { name: "After" })).toContainText("+4420");
  await shots(page, "journal-dial-plan");
});
