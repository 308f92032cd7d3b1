// What the journeys of numbers share: the sandbox's tenants, the page, and what was asked for.
import { parse } from "csv-parse/sync";
import type { APIRequestContext, Page } from "@playwright/test";

import { expect, signIn, type World } from "./fixtures";

/** The vendor's two numbers. */
export const TWO = "f94238e5-4f2c-4e1b-8125-2d27122ca75f";
export const DEMO = "71d77de6-4ff8-4f1c-b7f6-884c69a1a55a";
const NUMBERS = "/api/v2/oc/numbers";
export const sized = (count: number) => `5e471e10-0000-4000-9000-${String(count).padStart(12, "0")}`;
export const failing = (what: string) => `5e471e10-0000-4000-8000-${what.padStart(12, "0")}`;

export const status = (page: Page) => page.getByRole("status").first();
export const grid = (page: Page) => page.getByRole("grid", { name: "Numbers" });
export const tenantField = (page: Page) => page.getByRole("textbox", { name: "Microsoft tenant ID", exact: true });

export async function open(page: Page, world: World, query: string) {
  await page.goto(`/sign-in?next=${encodeURIComponent(`/numbers${query}`)}`);
  await signIn(page, world);
  await expect(page.getByRole("heading", { name: "Numbers", level: 1 })).toBeVisible();
}

export async function lookUp(page: Page, tenant: string) {
  await tenantField(page).fill(tenant);
  await page.getByRole("button", { name: "Look up", exact: true }).click();
}

export async function addFault(request: APIRequestContext, world: World, fault: object) {
  const added = await request.post(`/sandbox/worlds/${world.id}/faults`, { data: [{ path: NUMBERS, ...fault }] });
  expect(added.ok(), await added.text()).toBe(true);
}

export async function calls(request: APIRequestContext, world: World, query = "") {
  const answer = await request.get(`/sandbox/worlds/${world.id}/requests?path=${NUMBERS}${query}`);
  return (await answer.json()) as { outcome: string }[];
}

/** What the server sends for a tenant, for comparing. */
export async function asSent(request: APIRequestContext, world: World, tenant: string) {
  const answer = await request.get(`/ac/tenantui${NUMBERS}?msTenantId=${tenant}`, {
    headers: { authorization: `Bearer ${world.token}` },
  });
  return (await answer.json()) as Record<string, unknown>[];
}

export function csv(content: string) {
  return parse(content) as string[][];
}
