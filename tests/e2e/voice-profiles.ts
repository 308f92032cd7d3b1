// What the journeys of voice profiles share: profiles of the sandbox, the form, and what was sent.
import type { APIRequestContext, Page } from "@playwright/test";

import { expect, signIn, type World } from "./fixtures";

export const PATH = "/profile/outbound_voice";
/** "Support desk Berlin" of the sandbox. */
export const BERLIN = "d9d46091-0501-486e-b319-a7fa7216fa13";
export const SALES = "2735158a-caf3-4528-bba9-76ebdfc34c30";
export const ODD = "a2c2663f-0b19-4aef-9278-5ed8c472281a";
export const ZERO = "e4ba410e-b57b-4bf9-9337-a3b061037b5f";
export const OLD_SPELLING = "0439ab2e-c496-4eaa-bc83-81c8eae76a25";

export interface Sent {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  json: Record<string, unknown>;
}

export async function open(page: Page, world: World, path: string) {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await signIn(page, world, { opentact: true });
}

export async function openForm(page: Page, world: World, uuid: string) {
  await open(page, world, `/voice-profiles/${uuid}`);
  await expect(field(page, "Name")).not.toHaveValue("");
}

export const field = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
export const choice = (page: Page, name: string) => page.getByRole("combobox", { name, exact: true });
export const save = (page: Page) => page.getByRole("button", { name: "Save changes", exact: true }).click();
export const create = (page: Page) => page.getByRole("button", { name: "Create voice profile", exact: true }).click();

/** The writes that the world was asked for. */
export async function writes(request: APIRequestContext, world: World): Promise<Sent[]> {
  const all = (await (await request.get(`/sandbox/worlds/${world.id}/requests`)).json()) as Sent[];
  return all.filter(({ method }) => ["POST", "PATCH", "DELETE"].includes(method));
}

export async function addFaults(request: APIRequestContext, world: World, ...data: object[]) {
  const added = await request.post(`/sandbox/worlds/${world.id}/faults`, { data });
  expect(added.ok(), await added.text()).toBe(true);
}

/** Somebody else changes a profile. */
export async function changeMeanwhile(request: APIRequestContext, world: World, uuid: string, data: object) {
  const auth = await request.get("/ot/rest/auth", {
    headers: { Authorization: `Basic ${Buffer.from(`${world.email}:${world.password}`).toString("base64")}` },
  });
  const { payload } = (await auth.json()) as { payload: { token: string } };
  const changed = await request.patch(`/ot/rest${PATH}/${uuid}`, { data, headers: { "X-Auth-Token": payload.token } });
  expect(changed.ok(), await changed.text()).toBe(true);
}

export const environment = (changes: object) => ({
  environments: [{ name: "Live", kind: "sandbox", openTact: { baseUrl: "/ot/rest", auth: "password" }, ...changes }],
});

/** Serves another configuration to this page. */
export async function configure(page: Page, config: object) {
  await page.route("**/config.json", (route) => route.fulfill({ json: config }));
}
