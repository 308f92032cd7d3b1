// What the journeys of dial plans share: the plan of the sandbox, its forms, and what was sent.
import { readFileSync } from "node:fs";

import type { APIRequestContext, Page } from "@playwright/test";

import { expect, signIn, type World } from "./fixtures";
import { saved } from "./downloads";

export const CUSTOMER = "df6f5ea9-2e92-482a-92f6-79094815588d";
export const PLAN = `/api/v2/customer/${CUSTOMER}/sitelocation/${CUSTOMER}/dialplan/`;
export const TRUNK = "oc1.sandbox2.audiocodes.be";

export interface Rule {
  name: string;
  prefix: string;
  tag: string;
}

export async function open(page: Page, world: World, query = "") {
  await page.goto(`/sign-in?next=${encodeURIComponent(`/dial-plans?customer=${CUSTOMER}${query}`)}`);
  await signIn(page, world);
  await expect(page.getByRole("status").first()).toHaveText(/rules?$/);
}

/** The rules that the server holds, sorted: a multiset. */
export async function rules(request: APIRequestContext, world: World, plan = "CustDialPlan"): Promise<string[]> {
  const answer = await request.get(`/ac/tenantui${PLAN}${plan}`, { headers: { Authorization: `Bearer ${world.token}` } });
  // The page prints an object, and a list of one where the world is told so.
  const [{ ruleDTO }] = [await answer.json()].flat() as { ruleDTO: Rule[] }[];
  return ruleDTO.map(({ name, prefix, tag }) => `${name} ${prefix} ${tag}`).sort();
}

export async function patches(request: APIRequestContext, world: World): Promise<{ dialPlanId: string; add: Rule[]; remove: Rule[] }[]> {
  const answer = await request.get(`/sandbox/worlds/${world.id}/requests?method=PATCH`);
  const all = (await answer.json()) as { json: { dialPlanId: string; add: Rule[]; remove: Rule[] } }[];
  return all.map(({ json }) => json);
}

export async function addRule(page: Page, { name, prefix, tag }: Rule) {
  const form = page.getByRole("form", { name: "Add rule" });
  if (!(await form.isVisible())) await page.getByRole("button", { name: "Add rule" }).click();
  await form.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await form.getByRole("textbox", { name: "Prefix", exact: true }).fill(prefix);
  await form.getByRole("combobox", { name: "Tag", exact: true }).fill(tag);
  await form.getByRole("button", { name: "Add to changes" }).click();
}

export async function openImport(page: Page) {
  await page.getByRole("button", { name: "Import", exact: true }).click();
  return page.getByRole("dialog", { name: "Import rules" });
}

export async function paste(page: Page, rows: string) {
  const dialog = await openImport(page);
  await dialog.getByRole("textbox", { name: "Paste rows" }).fill(rows);
  return dialog;
}

/** Exports the rules as a workbook, and imports it under this name. */
export async function importExported(page: Page, name: string) {
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const file = await saved(page.getByRole("menuitem", { name: "XLSX" }));
  const dialog = await openImport(page);
  const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  await dialog.getByLabel("File").setInputFiles({ name, mimeType, buffer: readFileSync(await file.path()) });
  return dialog;
}

export async function remove(page: Page, prefix: string) {
  await page.getByRole("checkbox", { name: `Select rule ${prefix}`, exact: true }).check();
  await page.getByRole("button", { name: "Remove selected" }).click();
}

export const pending = (page: Page) => page.getByRole("region", { name: "Pending changes" });
export const review = (page: Page) => page.getByRole("dialog", { name: "Review changes" });
export const run = (page: Page) => page.getByRole("dialog", { name: "Applying changes" });

export async function openReview(page: Page) {
  await page.getByRole("button", { name: "Review changes" }).click();
  await expect(review(page).getByRole("table", { name: "Changes" })).toBeVisible();
}

export async function apply(page: Page, options: { size?: number; settling?: number } = {}) {
  await openReview(page);
  if (options.size) await review(page).getByRole("textbox", { name: "Changes per request" }).fill(String(options.size));
  if (options.settling !== undefined) {
    await review(page).getByRole("textbox", { name: "Settling time in seconds" }).fill(String(options.settling));
  }
  await review(page).getByRole("button", { name: "Apply changes" }).click();
}
