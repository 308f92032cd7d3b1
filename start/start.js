// Starts the app, and draws the page for everything that WebAssembly cannot report by itself.
// `cargo xtask build` minifies it, and gives its own script tag the wasm file's address and
// hash, and adds the module script that it waits for; while developing, trunk starts the app.
(() => {
  "use strict";

  const root = document.documentElement;
  const { wasm, wasmIntegrity } = document.currentScript.dataset;
  let brand = null;
  let failed = false;
  let panic = null;
  let memory = null;

  // Before anything else runs: the policy that answers where the browser is handed text for markup,
  // a script or a script's address. Cordboard builds its pages node by node, runs no text and starts
  // no worker, so every such text is somebody else's. The name can be taken only once.
  const refused = () => null;
  globalThis.trustedTypes?.createPolicy("default", {
    createHTML: refused,
    createScript: refused,
    createScriptURL: refused,
  });

  // Theme and density before the first paint, so that nothing flashes.
  for (const [name, allowed] of [["theme", ["light", "dark"]], ["density", ["compact"]]]) {
    const value = stored(`cordboard:${name}`);
    if (allowed.includes(value)) root.dataset[name] = value;
  }
  followTheme();
  root.dataset.start = "loading";

  // On the way down, because a file that fails to load tells only its own element.
  addEventListener("error", (event) => {
    const { target, error } = event;
    // Only this build's own files carry a hash; what an extension adds is none of our business.
    if (target.integrity) fileFailed(target.src ?? target.href);
    else if (isTrap(error)) stopped(error.message, error.stack);
  }, true);
  addEventListener("unhandledrejection", ({ reason }) => {
    if (isTrap(reason)) stopped(reason.message, reason.stack);
  });
  // For the panic hook, which runs inside the wasm: drawing waits until that has been left.
  globalThis.cordboardPanicked = (message) => {
    panic ??= String(message);
    queueMicrotask(stopped);
  };

  if (wasm) {
    start().catch(couldNotStart);
  } else {
    addEventListener("TrunkApplicationStarted", started, { once: true });
  }

  async function start() {
    if (typeof WebAssembly !== "object") {
      fail({
        heading: "This browser cannot run Cordboard",
        text: [
          "It has no WebAssembly, or it is switched off for this site, as some lockdown modes do.",
          "Use a current version of Chrome, Edge, Firefox or Safari, or allow it for this site.",
        ],
        action: "Start again",
      });
      return;
    }
    const [response, glue] = await Promise.all([program(), moduleScript()]);
    if (!response || !glue) return;
    // The browser has already checked this address against its hash and keeps that module.
    const { default: run } = await import(glue);
    ({ memory } = await run({ module_or_path: response }));
    started();
  }

  // The browser checks the hash before any byte is handed over. A preload would not be checked.
  async function program() {
    try {
      return await fetch(wasm, { integrity: wasmIntegrity });
    } catch {
      await fileFailed(wasm);
      return null;
    }
  }

  // Resolves to the address of the glue once it has been checked and loaded. It stands behind
  // this script in the page and has not been parsed yet; its failure comes to the listener above.
  function moduleScript() {
    return new Promise((resolve) => {
      document.addEventListener("load", ({ target }) => {
        if (target.type === "module" && target.integrity) resolve(target.src);
      }, true);
    });
  }

  function started() {
    if (failed) return;
    delete root.dataset.start;
    const shell = document.getElementById("start");
    brand = shell?.querySelector(".start__name");
    shell?.remove();
  }

  function couldNotStart(error) {
    if (error instanceof WebAssembly.CompileError) {
      fail({
        heading: "This browser cannot run Cordboard",
        text: [
          "It does not know some part of WebAssembly that Cordboard is built with.",
          "Use a current version of Chrome, Edge, Firefox or Safari.",
        ],
        action: "Start again",
        details: [error.message],
      });
    } else {
      stopped(String(error?.message ?? error), error?.stack);
    }
  }

  function stopped(message, stack) {
    const megabytes = Math.round((memory?.buffer.byteLength ?? 0) / 1e6);
    // Running out of memory is a trap without a word; only the amount in use tells it apart.
    const exhausted = !panic && (megabytes > 1000 || /memory/i.test(message));
    fail({
      heading: "Cordboard stopped",
      text: [
        exhausted
          ? "The browser gave it no more memory. Closing other tabs or loading less helps."
          : "An internal error ended it. Nothing more runs on this page.",
        "What a server had accepted by then stays accepted: look there before repeating a change.",
      ],
      action: "Start again",
      details: [panic, message, stack, `Memory: ${megabytes} MB`],
    });
  }

  // Says why a file of this build did not load: the error itself never does.
  async function fileFailed(url) {
    const name = new URL(url, location.href).pathname.split("/").pop();
    const { problem, answer } = await ask(url);
    const told = {
      missing: {
        heading: "A file of this version is gone",
        text: [
          `The server no longer has ${name}. A newer version was probably deployed.`,
          "Reload to get it.",
        ],
      },
      changed: {
        heading: "A file of this version was refused",
        text: [
          `${name} is not the file that this version was built with: it was changed on its way, or damaged in a cache. Nothing of it ran.`,
          "Reload to fetch it again. If that does not help, tell whoever runs this site.",
        ],
      },
      unreachable: {
        heading: "A file of this version could not be fetched",
        text: [`${name} did not arrive from ${location.host}.`, "Check the connection, then reload."],
      },
    }[problem];
    fail({ ...told, action: "Reload", refetch: url, details: [`${name}: ${answer}`] });
  }

  async function ask(url) {
    try {
      const response = await fetch(url, { cache: "no-store" });
      const type = response.headers.get("content-type") ?? "no content type";
      const answer = `${response.status}, ${type}`;
      // Some hosts answer with the page itself for whatever they do not have.
      if (!response.ok || type.startsWith("text/html")) return { problem: "missing", answer };
      return { problem: "changed", answer };
    } catch (error) {
      return { problem: "unreachable", answer: String(error) };
    }
  }

  function isTrap(error) {
    if (typeof WebAssembly !== "object") return false;
    if (error instanceof WebAssembly.RuntimeError) return true;
    // Stack overflow and memory that cannot grow are plain errors; only the stack tells whose.
    return error instanceof RangeError && /\bwasm\b/.test(error.stack ?? "");
  }

  // Draws the page. The first failure is the cause; what follows it is noise.
  function fail({ heading, text, action, refetch, details = [] }) {
    if (failed) return;
    failed = true;
    if (document.body) draw();
    else addEventListener("DOMContentLoaded", draw, { once: true });

    function draw() {
      delete root.dataset.start;
      brand ??= document.querySelector(".start__name");
      document.title = `${heading} · Cordboard`;
      const title = element("h1", "start__heading", heading);
      title.tabIndex = -1;
      const facts = element("pre", "start__details", factsOf(heading, details));
      facts.tabIndex = 0;
      const note = element("p", "start__note");
      note.setAttribute("role", "status");
      const again = button(action, "button button--primary", () => reload(refetch));
      const copy = button("Copy details", "button", () => copyOut(facts, note));
      const actions = element("div", "start__actions");
      actions.append(again, copy, note);
      const page = element("main", "start");
      page.id = "start";
      if (brand) page.append(brand);
      page.append(title, ...text.map((line) => element("p", "start__text", line)), actions, facts);
      document.body.replaceChildren(page);
      title.focus();
    }
  }

  function factsOf(heading, details) {
    const build = document.querySelector('meta[name="cordboard:build"]')?.content;
    return redact([
      heading,
      ...details.filter(Boolean),
      `Page: ${location.origin}${location.pathname}`,
      `Build: ${build}`,
      `Time: ${new Date().toISOString()}`,
      `Browser: ${navigator.userAgent}`,
    ].join("\n"));
  }

  // The app redacts what it says; this is for what it had no time to.
  function redact(text) {
    return text
      .replace(/eyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, "[token]")
      .replace(/\b(Bearer|Basic)\s+[^\s"',]+/gi, "$1 [removed]")
      .replace(/(token|password|secret)("?\s*[:=]\s*)("[^"]*"|[^\s,}]+)/gi, "$1$2[removed]");
  }

  async function reload(url) {
    // A damaged copy that the browser was told to keep for ever outlives a plain reload.
    if (url) await fetch(url, { cache: "reload" }).catch(() => {});
    location.reload();
  }

  async function copyOut(facts, note) {
    try {
      await navigator.clipboard.writeText(facts.textContent);
      note.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(facts);
      note.textContent = "Selected: copy with the keyboard";
    }
  }

  function element(name, className, text = "") {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function button(label, className, onPress) {
    const made = element("button", className, label);
    made.type = "button";
    made.addEventListener("click", onPress);
    return made;
  }

  // The colour of the browser's own frame follows the theme chosen here, not only the system's.
  function followTheme() {
    const metas = [...document.querySelectorAll('meta[name="theme-color"]')];
    const colours = metas.map((meta) => meta.content);
    const apply = () => {
      const chosen = { light: colours[0], dark: colours[1] }[root.dataset.theme];
      metas.forEach((meta, at) => { meta.content = chosen ?? colours[at]; });
    };
    apply();
    new MutationObserver(apply).observe(root, { attributeFilter: ["data-theme"] });
  }

  // Reading throws where storage is blocked.
  function stored(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  }
})();
