// SPDX-License-Identifier: LGPL-2.1-or-later
"use strict";

/* usage: node review.cjs CHROMIUM NODE_MODULES FOLDER [ADDRESS...]; with addresses of servers what is done there; a line "ok|not ok<tab>name<tab>detail" a row */

const fs = require("fs");
const path = require("path");

const [chromium, packages, folder, ...addresses] = process.argv.slice(2);
const puppeteer = require(path.join(packages, "puppeteer-core"));
const axe = fs.readFileSync(path.join(packages, "axe-core", "axe.min.js"), "utf8");
const shots = process.env.HEXAPLA_SCREENSHOTS;

function row(name, ok, detail = "") {
  console.log(`${ok ? "ok" : "not ok"}\t${name}\t${String(detail).replace(/\s+/g, " ")}`);
}

async function shoot(page, name) {
  if (shots) await page.screenshot({path: path.join(shots, name + ".png")});
}

const folderHas = (name) => fs.existsSync(path.join(folder, name));
const text = (page, selector) => page.$eval(selector, (element) => element.textContent);
const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function open(browser, file, language = "en", size = {width: 1200, height: 800}) {
  const page = await browser.newPage();
  page.problems = [];
  page.on("console", (message) => { if (message.type() === "error") page.problems.push(message.text()); });
  page.on("pageerror", (error) => page.problems.push(error.message));
  page.on("dialog", (dialog) => { page.problems.push("dialog"); dialog.accept(); });
  const address = file.startsWith("http:") ? file : "file://" + path.join(folder, file);
  page.on("request", (request) => {
    if (!/^(file|blob):/.test(request.url()) && !request.url().startsWith(new URL(address).origin + "/")) page.problems.push(request.url());
  });
  await page.setViewport(size);
  await page.goto(address);
  await page.waitForSelector(".row:not(.unseen)");
  await page.select("#language", language);
  return page;
}

async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

async function type(page, words) {
  await page.$eval("#editor-text", (element) => { element.value = ""; });
  await page.type("#editor-text", words);
  await page.keyboard.down("Control");
  await page.keyboard.press("Enter");
  await page.keyboard.up("Control");
}

async function audit(page, name) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document,
    {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}));
  row("axe: " + name, found.violations.length === 0 && found.passes.length > 15,
    found.violations.map((v) => v.id + " " + v.nodes.map((n) => n.html + n.failureSummary).join(" ")).join("; "));
}

async function audits(page, name) {
  for (const theme of ["light", "dark", "contrast"]) {
    await page.select("#theme", theme);
    await audit(page, `${name}, ${theme}`);
    await shoot(page, `${name.replace(/\W+/g, "-")}-${theme}`);
  }
  await page.select("#theme", "light");
}

async function work(browser) {
  const page = await open(browser, "pairs.html");
  const count = () => page.$$eval(".row", (elements) => elements.length);
  const progress = () => text(page, "#progress-text");
  await page.focus("#list");
  row("all sentences are shown", await count() === 8, await count());
  row("directions are those of the texts", await page.$eval(".target", (e) => e.dir) === "rtl" &&
    await page.$eval(".source", (e) => e.dir) === "ltr");
  row("a control is shown and not obeyed", (await text(page, "#list")).includes("U+202E") &&
    !(await text(page, "#list")).includes("\u202e"));
  await press(page, "a");
  row("accept", await progress() === "1 of 8", await progress());
  row("accept goes on", await page.$eval("[aria-selected=true] .number", (e) => e.textContent) === "2");
  await press(page, "r");
  row("reject", await progress() === "2 of 8", await progress());
  await press(page, "u");
  row("undo", await progress() === "1 of 8", await progress());
  await page.keyboard.down("Shift");
  await press(page, "U");
  await page.keyboard.up("Shift");
  row("redo", await progress() === "2 of 8", await progress());
  await press(page, "u", "j", "e");
  await type(page, "لم يدفع أحد ثمن الليمون.");
  row("edit", (await text(page, "[aria-selected=true] .target")).includes("الليمون"));
  row("what was there before", (await text(page, "#reasons")).includes("البرتقال"));
  await press(page, "u");
  row("edit undone", (await text(page, "[aria-selected=true] .target")).includes("البرتقال"));
  await page.click("#redo");
  await page.focus("#list");
  await press(page, "j", "f", "c");
  await type(page, "Which letter?");
  await page.select("#filter", "flagged");
  row("filter", await count() === 1, await count());
  await page.select("#filter", "all");
  await page.type("#search", "عبارة");
  await rest(300);
  row("search without marks", await count() === 1, await count());
  await page.$eval("#search", (element) => { element.value = ""; element.dispatchEvent(new Event("input")); });
  await rest(300);
  await page.reload();
  row("the browser keeps decisions", await progress() === "1 of 8", await progress());
  await audits(page, "pairs");
  await download(page);
  const other = await open(browser, "pairs.html");
  await page.bringToFront();
  await page.focus("#list");
  await press(page, "End", "a");
  await rest(300);
  row("two windows know of each other", await text(other, "#progress-text") === "2 of 8",
    await text(other, "#progress-text"));
  await other.close();
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  row("forgotten", await progress() === "0 of 8", await progress());
  await page.$eval("#more", (element) => { element.open = true; });
  await (await page.$("#load")).uploadFile(path.join(folder, "decisions.jsonl"));
  await rest(300);
  row("decisions are loaded", await progress() === "1 of 8", await progress());
  row("nothing broke", page.problems.length === 0, page.problems.join("; "));
  await page.close();
}

async function download(page) {
  const client = await page.createCDPSession();
  const file = path.join(folder, "decisions.jsonl");
  await client.send("Browser.setDownloadBehavior", {behavior: "allow", downloadPath: folder});
  await page.click("#save");
  for (let i = 0; i < 50 && !fs.existsSync(file); i++) await rest(100);
  row("download", fs.existsSync(file));
}

async function look(browser) {
  for (const [name, file, language, size] of [
    ["English article", "article.html", "en", {width: 1200, height: 800}],
    ["Arabic interface", "pairs.html", "ar", {width: 1200, height: 800}],
    ["Russian interface", "article.html", "ru", {width: 1200, height: 800}],
    ["phone", "pairs.html", "en", {width: 320, height: 640}],
    ["phone in Arabic", "pairs.html", "ar", {width: 320, height: 640}],
  ]) {
    const page = await open(browser, file, language, size);
    await page.focus("#list");
    await press(page, "j");
    await audits(page, name);
    row(name + ": no sideways scrolling",
      await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth + 1));
    await press(page, "c");
    await audit(page, name + ", editor");
    await shoot(page, name.replace(/\W+/g, "-") + "-editor");
    await press(page, "Escape", "?");
    await audit(page, name + ", keys");
    await shoot(page, name.replace(/\W+/g, "-") + "-keys");
    row(name + ": nothing broke", page.problems.length === 0, page.problems.join("; "));
    await page.close();
  }
}

async function junk(browser) {
  const page = await open(browser, "article.html");
  await page.select("#filter", "junk");
  await page.focus("#list");
  const before = await text(page, "#progress-text");
  row("junk has a reason", /Junk/.test(await text(page, "#reasons")), await text(page, "#reasons"));
  await press(page, "t");
  row("junk is restored", before !== await text(page, "#progress-text"), before);
  await page.select("#filter", "accepted");
  await page.click("#undo");
  row("what is undone is shown", await page.$eval("#filter", (e) => e.value) === "all" &&
    before === await text(page, "#progress-text"), before);
  await page.close();
}

async function scale(browser) {
  const start = Date.now();
  const page = await open(browser, "many.html");
  row("20,000 sentences open in five seconds", Date.now() - start < 5000, Date.now() - start);
  row("few of them are elements", await page.$$eval(".row", (elements) => elements.length) < 100);
  await page.focus("#list");
  await press(page, "End");
  await rest(200);
  row("the last one is reached", await page.$eval("[aria-selected=true] .number", (e) => e.textContent) === "20,000");
  const box = await page.$eval("[aria-selected=true]", (e) => {
    const list = document.getElementById("list").getBoundingClientRect(), here = e.getBoundingClientRect();
    return here.top >= list.top - 1 && here.bottom <= list.bottom + 1;
  });
  row("and is in sight", box);
  await press(page, "Home", "PageDown", "PageDown");
  const took = await page.evaluate(() => {
    const before = performance.now();
    document.getElementById("do-accept").click();
    return performance.now() - before;
  });
  row("a decision takes less than 200 ms", took < 200, took);
  row("decisions in a long list", (await text(page, "#progress-text")).startsWith("1 of"));
  await page.close();
}

const wait = (page, test, ...values) => page.waitForFunction(test, {timeout: 10000}, ...values).then(() => true, () => false);
const shows = (page, selector, words) => wait(page, (s, w) => document.querySelector(s)?.textContent.includes(w), selector, words);

async function exportFile(page, format) {
  const file = path.join(folder, "reviewed." + format);
  const client = await page.createCDPSession();
  await client.send("Browser.setDownloadBehavior", {behavior: "allow", downloadPath: folder});
  await page.click("#save");
  await page.click("#export-" + format);
  for (let i = 0; i < 100 && !fs.existsSync(file); i++) await rest(100);
  row("export " + format, fs.existsSync(file), await text(page, "#export-status"));
  await page.click("#hide-export");
}

/* An hour of a linguist, in seconds. */
async function serve(browser, address) {
  const page = await open(browser, address);
  const selected = (part) => "[aria-selected=true] " + part;
  row("the address keeps no secret", !page.url().includes("#"), page.url());
  await page.focus("#list");
  await press(page, "a");
  row("accept, saved", await shows(page, "#progress-text", "1 of 15") && await shows(page, "#kept", "saved"), await text(page, "#progress-text"));
  row("accept goes on", await shows(page, selected(".number"), "2"));
  await press(page, "r", "e");
  await type(page, "وبلغت كلفة العمل 18.6 مليون يورو.");
  row("edit", await shows(page, selected(".target"), "كلفة العمل"));
  await press(page, "j", "c");
  await type(page, "Which calendar?");
  await press(page, "f");
  row("comment and flag", await shows(page, "#reasons", "Which calendar?") && await shows(page, selected(".marks"), "⚑"));
  await press(page, "j");
  const before = await text(page, selected(".target"));
  await page.keyboard.down("Shift");
  await press(page, "M");
  await page.keyboard.up("Shift");
  row("the translation moves to the next", await shows(page, selected(".target"), before));
  await press(page, "u");
  row("undone as one", await wait(page, (w) => document.querySelector("[aria-selected=true] .target")?.textContent === w, before));
  await page.select("#filter", "flagged");
  row("filter", await wait(page, () => document.querySelectorAll(".row").length === 1));
  await page.select("#filter", "open");
  await wait(page, () => document.querySelectorAll(".row").length > 5);
  await page.$eval("#more", (element) => { element.open = true; });
  await page.click("#show-bulk");
  row("bulk tells how many", (await text(page, "#bulk-count")).includes("13"), await text(page, "#bulk-count"));
  await audit(page, "bulk");
  await page.click("#bulk-accept");
  row("bulk", await shows(page, "#progress-text", "15 of 15"), await text(page, "#progress-text"));
  await page.click("#undo");
  row("bulk undone", await shows(page, "#progress-text", "2 of 15"), await text(page, "#progress-text"));
  await page.select("#filter", "all");
  await page.type("#search", "سولبرغ");
  row("search", await wait(page, () => document.querySelectorAll(".row").length < 5 && document.querySelectorAll(".row:not(.unseen)").length > 0));
  await page.$eval("#search", (element) => { element.value = ""; element.dispatchEvent(new Event("input")); });
  await wait(page, () => document.querySelectorAll(".row").length > 5);
  for (const format of ["tmx", "xlf"]) await exportFile(page, format);
  await page.reload();
  await page.waitForSelector(".row:not(.unseen)");
  row("opened again, all is there", await shows(page, "#progress-text", "2 of 15") && await shows(page, "#list", "كلفة العمل"));
  await page.focus("#list");
  await press(page, "End");
  await press(page, "u");
  row("undo reaches behind the reload", await wait(page, () => document.querySelector("#status").textContent !== "x"));
  await page.click("#redo");
  await audits(page, "served");
  await page.select("#language", "ar");
  await audits(page, "served in Arabic");
  await page.click("#save");
  await audit(page, "export in Arabic");
  await page.click("#hide-export");
  row("served: nothing broke", page.problems.length === 0, page.problems.join("; "));
  await page.close();
}

/* Another person, who does not see what the first one decided; then they compare. */
async function second(browser, address) {
  const page = await open(browser, address);
  row("blind", await shows(page, "#progress-text", "0 of 15") && !(await text(page, "#list")).includes("كلفة العمل"));
  await page.focus("#list");
  await press(page, "a", "a", "a");
  row("second reviewer", await shows(page, "#progress-text", "3 of 15") && await shows(page, "#kept", "saved"));
  await page.$eval("#more", (element) => { element.open = true; });
  await page.click("#show-agreement");
  row("agreement", await shows(page, "#agreement-rows", "Verdict2"), await text(page, "#agreement-rows"));
  await audit(page, "agreement");
  await shoot(page, "agreement");
  await page.click("#show-disputed");
  row("what is disputed", await wait(page, () => document.querySelectorAll(".row:not(.unseen)").length === 1) &&
    await shows(page, "#reasons", "first"), await text(page, "#reasons"));
  await audit(page, "disputed");
  await press(page, "r");
  row("a dispute is ended", await shows(page, "#kept", "saved"));
  await page.$eval("#more", (element) => { element.open = true; });
  await page.click("#show-agreement");
  row("and is none any more", await wait(page, () => document.querySelector("#show-disputed").disabled));
  row("second: nothing broke", page.problems.length === 0, page.problems.join("; "));
  await page.close();
}

/* In an article people say where sentences end. */
async function cut(browser, address) {
  const page = await open(browser, address);
  const sentence = await page.$$eval(".source", (elements) => elements.findIndex((e) => e.textContent.split(", ").length > 1));
  await page.focus("#list");
  for (let i = 0; i < sentence; i++) await press(page, "j");
  await press(page, "x");
  await page.$eval("#editor-text", (element) => element.setSelectionRange(...Array(2).fill(element.value.indexOf(", ") + 1)));
  await page.keyboard.down("Control");
  await press(page, "Enter");
  await page.keyboard.up("Control");
  row("split at the caret", await shows(page, "[aria-selected=true] .marks", "✂") && await shows(page, "#kept", "saved"));
  for (let i = 0; i < 20 && await page.$("#do-join") === null; i++) await press(page, "j");
  await press(page, "m");
  row("merge with the next", await shows(page, "[aria-selected=true] .marks", "⤵") && await shows(page, "#kept", "saved"));
  await press(page, "u");
  row("merge undone", await wait(page, () => !document.querySelector("[aria-selected=true] .marks").textContent.includes("⤵")));
  await page.click("#redo");
  row("merge redone", await shows(page, "[aria-selected=true] .marks", "⤵"));
  await page.$eval("#more", (element) => { element.open = true; });
  await page.click("#show-names");
  await page.type("#names-search", "Hussein");
  row("name cards", await wait(page, () => document.querySelectorAll(".card").length > 0 && document.querySelectorAll(".card").length < 9));
  row("cards tell how many places", /Change places: \d+/.test(await text(page, ".card")), await text(page, ".card"));
  await audit(page, "names");
  await shoot(page, "names");
  await page.$eval(".card input", (element) => { element.value = "Husayn"; });
  await page.click(".card button");
  row("a name is written anew everywhere", await wait(page, () => [...document.querySelectorAll(".row .name")].some((e) => e.textContent.includes("Husayn"))));
  await page.click("#hide-names");
  for (const format of ["names", "overrides", "jsonl"]) await exportFile(page, format);
  await audit(page, "split and merged");
  row("cut: nothing broke", page.problems.length === 0, page.problems.join("; "));
  await page.close();
}

/* What the text says about itself must not run. */
async function attack(browser, address) {
  const page = await open(browser, address);
  row("hostile texts are texts", (await text(page, "#list")).includes("<script>alert(1)</script>") && page.problems.length === 0,
    page.problems.join("; "));
  await page.focus("#list");
  await press(page, "c");
  await type(page, "<img src=x onerror=alert(1)>");
  row("hostile comments are texts", await shows(page, "#reasons", "<img") && page.problems.length === 0, page.problems.join("; "));
  await page.close();
}

async function main() {
  const browser = await puppeteer.launch({executablePath: chromium, headless: true,
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en"]});
  try {
    if (addresses.length === 0) for (const part of [work, look, junk, scale]) await part(browser);
    const served = folderHas("reviewed.tmx") ? [second, cut] : [serve, attack];
    for (const [i, address] of addresses.entries()) await served[i](browser, address);
  } finally {
    await browser.close();
  }
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
