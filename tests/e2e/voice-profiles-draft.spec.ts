// What is typed into the form of a voice profile, until it is sent.
import type { Page } from "@playwright/test";

import { expect, expectAccessible, expectFitsPhone, test } from "./fixtures";
import { BERLIN, changeMeanwhile, create, field, open, openForm, SALES, save } from "./voice-profiles";

test.describe("a draft", () => {
  const discard = (page: Page) => page.getByRole("button", { name: "Discard draft" });

  test("of a profile comes back after a reload, until it is saved or discarded", async ({ page, world, request }) => {
    await openForm(page, world, BERLIN);
    await expect(discard(page)).toHaveCount(0);
    await field(page, "Channel limit").fill("31");
    await expect(page.getByText(/^Draft saved on this device at/)).toBeVisible();
    await expectFitsPhone(page);
    // What somebody else changes meanwhile is no part of it.
    await changeMeanwhile(request, world, BERLIN, { max_rate: 0.5 });
    await openForm(page, world, BERLIN);
    await expect(page.getByText("The draft saved on this device is shown.")).toBeVisible();
    await expect(field(page, "Channel limit")).toHaveValue("31");
    await expect(field(page, "Max rate")).toHaveValue("0.5");
    await expectAccessible(page);
    await discard(page).click();
    await expect(field(page, "Channel limit")).toHaveValue("30");
    await expect(discard(page)).toHaveCount(0);

    await field(page, "Channel limit").fill("32");
    await save(page);
    await expect(page.getByText("Saved.", { exact: true })).toBeVisible();
    await openForm(page, world, BERLIN);
    await expect(field(page, "Channel limit")).toHaveValue("32");
    await expect(discard(page)).toHaveCount(0);
  });

  test("of a new profile is its own, and no copy of another one", async ({ page, world }) => {
    await open(page, world, "/voice-profiles/new");
    await field(page, "Name").fill("Typed first");
    await page.getByRole("textbox", { name: "Additional fields (JSON)" }).fill('{"password": "canary-of-this-test"}');
    await expect(page.getByText(/^Draft saved on this device at/)).toBeVisible();
    await open(page, world, `/voice-profiles/new?from=${SALES}`);
    await expect(field(page, "Name")).toHaveValue(/^Copy of/);
    await open(page, world, "/voice-profiles/new");
    await expect(field(page, "Name")).toHaveValue("Typed first");
    await expect(page.getByRole("textbox", { name: "Additional fields (JSON)" })).toHaveValue("");
    await create(page);
    await expect(page).toHaveURL(/voice-profiles\/[0-9a-f-]{36}/);
    await open(page, world, "/voice-profiles/new");
    await expect(page.getByRole("button", { name: "Create voice profile" })).toBeVisible();
    await expect(field(page, "Name")).toHaveValue("");
  });

  test("that was kept does not replace what is typed before it could be read", async ({ page, context, world }) => {
    await open(page, world, "/voice-profiles/new");
    await field(page, "Name").fill("Typed first");
    await field(page, "Channel limit").fill("7");
    await expect(page.getByText(/^Draft saved on this device at/)).toBeVisible();
    // While another tab writes, drafts can be read by nobody.
    const other = await context.newPage();
    await other.goto("/sign-in");
    await other.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const request = indexedDB.open("cordboard");
          request.onsuccess = () => {
            const drafts = request.result.transaction("drafts", "readwrite").objectStore("drafts");
            const hold = () => {
              if (!("hasEnded" in window)) drafts.count().onsuccess = hold;
              resolve();
            };
            hold();
          };
        }),
    );
    await open(page, world, "/voice-profiles/new");
    await field(page, "Name").fill("Typed early");
    await expect(field(page, "Channel limit")).toHaveValue("");
    await other.evaluate(() => void Object.assign(window, { hasEnded: true }));
    await expect(field(page, "Channel limit")).toHaveValue("7");
    await expect(field(page, "Name")).toHaveValue("Typed early");
  });
});
