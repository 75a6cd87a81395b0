"use strict";
// The reviewer's page. Everything comes from the program that serves it; everything from outside is set as text, never as HTML.

// ---- What is known ------------------------------------------------------------------------------------------------

const PAGE_ROWS = 50;
const LONGEST_TEXT = 4000;
const LONGEST_SHOWN_TEXT = 1 << 20;
const LONGEST_PICTURE = 32 << 20;
const MOST_PIXELS = 40_000_000;
const LONGEST_SIDE = 1600;

const state = {
    key: null, words: null, language: "id", inbox: null, current: null, found: null, page: 0, row: 0,
    filter: { text: "", state: "-open", category: "", phase: "", due: "", label: "", assigned: "", unread: false },
    sort: { by: "due", down: false }, shortcuts: true, ended: false,
};

const remembered = (name) => { try { return sessionStorage.getItem(name); } catch { return null; } };
const remember = (name, value) => { try { sessionStorage.setItem(name, value); } catch { /* not kept */ } };

// ---- Words --------------------------------------------------------------------------------------------------------

function say(key, values = {}) {
    const text = state.words.texts[state.language][key];
    if (text === undefined) return key;
    return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

function code(kind, name) {
    if (name === null || name === undefined || name === "") return "–";
    return state.words.codes[kind]?.[name]?.[state.language] ?? String(name);
}

const agencyName = (code) => state.inbox?.agencies?.find((agency) => agency.code === code)?.name || code || "–";

const locale = () => (state.language === "id" ? "id-ID" : "en-GB");

// A day as the program tells it, `2024-11-16`: the site's own, in its zone.
function day(value, month = "long") {
    const date = new Date(`${value ?? ""}T00:00:00Z`);
    if (Number.isNaN(date.getTime())) return "–";
    return new Intl.DateTimeFormat(locale(), { day: "numeric", month, year: "numeric", timeZone: "UTC" }).format(date);
}

function bytes(count) {
    const units = ["B", "kB", "MB", "GB"];
    let [value, unit] = [Number(count) || 0, 0];
    while (value >= 1000 && unit < 3) { value /= 1000; unit += 1; }
    return `${new Intl.NumberFormat(locale(), { maximumFractionDigits: value < 10 && unit ? 1 : 0 }).format(value)} ${units[unit]}`;
}

// Marks of direction, controls and what cannot be seen are shown as their numbers.
function visible(text, keepsLines = false) {
    return String(text ?? "").replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/gu, (character) => {
        if (keepsLines && (character === "\n" || character === "\t")) return character;
        return `[U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}]`;
    });
}

// ---- Building -----------------------------------------------------------------------------------------------------

const SVG = "http://www.w3.org/2000/svg";

function fill(element, properties, children) {
    for (const [name, value] of Object.entries(properties ?? {})) {
        if (value === null || value === undefined || value === false) continue;
        if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
        else if (name === "value" || name === "checked" || name === "selected") element[name] = value;
        else element.setAttribute(name, value === true ? "" : String(value));
    }
    for (const child of children.flat(Infinity)) {
        if (child !== null && child !== undefined && child !== false) element.append(child);
    }
    return element;
}

const h = (tag, properties, ...children) => fill(document.createElement(tag), properties, children);
const s = (tag, properties, ...children) => fill(document.createElementNS(SVG, tag), properties, children);
const byId = (id) => document.getElementById(id);

function told(text, isAlarm = false) {
    const place = byId("status");
    place.replaceChildren(h("span", { class: isAlarm ? "bad" : null }, text));
    clearTimeout(told.timer);
    told.timer = setTimeout(() => place.replaceChildren(), isAlarm ? 20000 : 8000);
}

let counter = 0;
const fresh = (name) => `${name}-${++counter}`;

function field(label, input, hint) {
    const id = input.id || fresh("field");
    input.id = id;
    const note = hint ? h("div", { class: "hint", id: `${id}-hint` }, hint) : null;
    if (note) input.setAttribute("aria-describedby", note.id);
    return h("div", { class: "field" }, h("label", { for: id }, label), input, note);
}

function choice(options, value, onchange) {
    return h("select", { onchange: onchange && ((event) => onchange(event.target.value)) },
        options.map(([name, label]) => h("option", { value: name, selected: name === value }, label)));
}

function notice(kind, ...paragraphs) {
    return h("div", { class: `notice ${kind}` }, paragraphs.map((text) => h("p", {}, text)));
}

// ---- Calls --------------------------------------------------------------------------------------------------------

class Refused extends Error {}

async function call(path, body) {
    const options = { headers: {}, cache: "no-store", credentials: "same-origin", redirect: "error", referrerPolicy: "no-referrer" };
    if (state.key) options.headers["X-Kentongan-Desk"] = state.key;
    if (body !== undefined) {
        options.method = "POST";
        options.headers["Content-Type"] = "application/json";
        options.body = JSON.stringify(body);
    }
    let answer;
    try {
        answer = await fetch(path, options);
    } catch {
        if (!state.ended) throw new Refused(state.words ? say("gone") : "Meja sudah ditutup. / The desk has ended.");
        throw new Refused(say("ended"));
    }
    if (answer.headers.get("Content-Type") === "application/octet-stream" && answer.ok) return answer.arrayBuffer();
    let json = null;
    try { json = await answer.json(); } catch { /* no object */ }
    if (answer.ok && json) return json;
    if (json?.error) throw new Refused(json.error[state.language] ?? json.error.message ?? String(answer.status));
    if (answer.status === 403) throw new Refused(state.words ? say("refused") : "403");
    throw new Refused(state.words ? say("failed", { status: answer.status }) : String(answer.status));
}

// The button is busy, and not gone: who pressed it keeps the focus.
async function busy(button, work) {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    try {
        await work();
    } catch (error) {
        told(error instanceof Refused ? error.message : say("failed", { status: "" }), true);
        if (!(error instanceof Refused)) console.error(error);
    } finally {
        button.removeAttribute("aria-disabled");
    }
}

const press = (label, work, properties = {}) =>
    h("button", { type: "button", ...properties, onclick: (event) => busy(event.currentTarget, work) }, label);

// ---- The frame ----------------------------------------------------------------------------------------------------

function drawTop() {
    const route = location.hash.split("/")[1] ?? "";
    const link = (target, key) => h("li", {},
        h("a", { href: `#/${target}`, "aria-current": route === target ? "page" : null }, say(key)));
    document.documentElement.lang = state.language;
    byId("skip").textContent = say("skip");
    byId("top").replaceChildren(
        h("div", { class: "name" }, say("title"), state.inbox ? ` · ${visible(agencyName(state.inbox.agency))}` : ""),
        h("nav", { "aria-label": say("views") }, h("ul", {}, link("", "inbox"), link("figures", "figures"))),
        h("div", { class: "tools" },
            press(say("sync"), synchronise, { id: "sync" }),
            press(say("shortcuts"), () => showShortcuts()),
            h("button", { type: "button", lang: state.language === "id" ? "en" : "id", onclick: switchLanguage },
                state.language === "id" ? "English" : "Bahasa Indonesia"),
            press(say("leave"), leave)));
}

function switchLanguage() {
    state.language = state.language === "id" ? "en" : "id";
    remember("language", state.language);
    draw(false);
    byId("top").querySelector("button[lang]")?.focus();
}

async function synchronise() {
    told(say("syncing"));
    const result = await call("/api/sync", {});
    if (result.whole) told(say("synced", { new: result.new, sent: result.sent }));
    else told([...(result.warnings ?? []), result.text].map((text) => visible(text[state.language])).join(" "), true);
    await loadInbox();
    await draw(false);
}

async function leave() {
    await call("/api/leave", {});
    state.ended = true;
    byId("top").replaceChildren(h("div", { class: "name" }, say("title")));
    show(say("ended.title"), h("p", {}, say("ended")));
}

function showShortcuts() {
    const box = h("input", { type: "checkbox", checked: state.shortcuts, onchange: (event) => {
        state.shortcuts = event.target.checked;
        remember("shortcuts", state.shortcuts ? "on" : "off");
    } });
    const list = ["j", "k", "Enter", "/", "u", "a", "q", "n", "?"].map((key) =>
        h("li", {}, h("kbd", {}, key), ` ${say(`key.${key}`)}`));
    openDialog(say("shortcuts"), [
        h("ul", { class: "plain" }, list), h("label", { class: "check" }, box, say("shortcuts.on")),
    ], []);
}

// A question that must be answered, or a page over the page. Resolves to the value of the button that was pressed.
function openDialog(title, content, buttons) {
    return new Promise((resolve) => {
        const heading = h("h2", { id: fresh("dialog") }, title);
        const dialog = h("dialog", { "aria-labelledby": heading.id });
        const done = (value) => { dialog.close(); dialog.remove(); resolve(value); };
        dialog.append(heading, ...content, h("div", { class: "row" },
            buttons.map(([label, value]) => h("button", { type: "button", class: "act", onclick: () => done(value) }, label)),
            h("button", { type: "button", onclick: () => done(null) }, buttons.length ? say("cancel") : say("close"))));
        dialog.addEventListener("cancel", (event) => { event.preventDefault(); done(null); });
        document.body.append(dialog);
        dialog.showModal();
    });
}

function show(title, ...content) {
    document.title = `${title} · ${say("title")}`;
    byId("main").replaceChildren(h("h1", { tabindex: "-1", id: "heading" }, title), ...content.flat(Infinity).filter(Boolean));
}

// ---- The inbox ----------------------------------------------------------------------------------------------------

async function loadInbox() {
    state.inbox = await call("/api/inbox");
}

const isOpen = (row) => row.state !== "closed";
// Days that are left, less than none where the limit is over for certain; null where none runs.
const daysLeft = (row) => (isOpen(row) && row.due ? row.days ?? null : null);
// A year whose holidays the program does not know: the day is the earliest that it can be.
const dueDay = (row, month) => `${day(row.due, month)}${row.due_certain === false ? ` ${say("due.or.later")}` : ""}`;

function dueBadge(row, month) {
    const left = daysLeft(row);
    if (left === null) return h("span", {}, row.due ? dueDay(row, month) : "–");
    const one = Math.abs(left) === 1 ? ".one" : "";
    const text = left < 0 ? say(`days.late${one}`, { n: -left }) : left === 0 ? say("days.today") : say(`days.left${one}`, { n: left });
    const kind = left < 0 ? "badge late" : left <= 3 ? "badge soon" : null;
    return [h("span", {}, dueDay(row, month)), " ", h("span", { class: kind }, kind ? text : `(${text})`)];
}

const placeOf = (row) => [row.place, row.region_name ?? row.region].filter(Boolean).map((part) => visible(part)).join(", ");

function filtered() {
    const { text, state: wanted, category, phase, due, label, assigned, unread } = state.filter;
    const needle = text.trim().toLowerCase();
    const rows = (state.inbox.reports ?? []).filter((row) => {
        if (wanted === "-open" ? !isOpen(row) : wanted && row.state !== wanted) return false;
        if (category && row.category !== category) return false;
        if (phase && row.phase !== phase) return false;
        if (label && !(row.labels ?? []).includes(label)) return false;
        if (assigned && (row.assigned || "") !== (assigned === "-" ? "" : assigned)) return false;
        if (unread && !row.unread) return false;
        const left = daysLeft(row);
        if (due === "late" && !(left !== null && left < 0)) return false;
        if (due === "week" && !(left !== null && left >= 0 && left <= 7)) return false;
        if (!needle) return true;
        const own = [row.id, code("category", row.category), row.place, row.region_name, row.assigned, ...(row.labels ?? [])];
        return own.some((part) => String(part ?? "").toLowerCase().includes(needle)) || state.found?.ids.has(row.id);
    });
    return rows.sort(order);
}

const SORTS = {
    due: daysLeft,
    category: (row) => code("category", row.category),
    place: (row) => placeOf(row) || null,
    phase: (row) => (row.phase ? code("phase", row.phase) : null),
    age: (row) => row.age_days ?? null,
    state: (row) => code("state", row.state),
};

function order(a, b) {
    const [x, y] = [SORTS[state.sort.by](a), SORTS[state.sort.by](b)];
    const none = (x === null) - (y === null);
    if (none) return none;
    const less = x === null ? 0 : typeof x === "string" ? x.localeCompare(y, locale()) : x - y;
    return (state.sort.down ? -less : less) || a.id.localeCompare(b.id);
}

function distinct(name) {
    const values = (state.inbox.reports ?? []).flatMap((row) => row[name] ?? []).filter(Boolean);
    return [...new Set(values)].sort((a, b) => String(a).localeCompare(String(b)));
}

function drawInbox() {
    const filter = state.filter;
    const set = (name) => (value) => { filter[name] = value; state.page = 0; drawRows(); };
    const all = ["", say("all")];
    const search = h("input", { type: "search", id: "search", value: filter.text, autocomplete: "off", spellcheck: "false",
        oninput: (event) => { set("text")(event.target.value); searchStories(event.target.value); } });
    const filters = h("form", { class: "filters", role: "search", "aria-label": say("filters"), onsubmit: (event) => event.preventDefault() },
        h("div", { class: "wide" }, h("label", { for: "search" }, say("search")), search),
        pick("state", [all, ["-open", say("open")], ...distinct("state").map((name) => [name, code("state", name)])]),
        pick("due", [all, ["late", say("due.late")], ["week", say("due.week")]]),
        pick("category", [all, ...distinct("category").map((name) => [name, code("category", name)])]),
        distinct("phase").length ? pick("phase", [all, ...distinct("phase").map((name) => [name, code("phase", name)])]) : null,
        distinct("assigned").length ? pick("assigned", [all, ["-", say("nobody")], ...distinct("assigned").map((name) => [name, visible(name)])]) : null,
        distinct("labels").length ? pick("label", [all, ...distinct("labels").map((name) => [name, visible(name)])]) : null,
        h("label", { class: "check" }, h("input", { type: "checkbox", checked: filter.unread,
            onchange: (event) => set("unread")(event.target.checked) }), say("unread.only")));
    function pick(name, options) {
        const list = choice(options, filter[name], set(name));
        list.id = fresh("filter");
        return h("div", {}, h("label", { for: list.id }, say(`column.${name}`)), list);
    }
    const waiting = state.inbox.waiting
        ? notice("care", say("waiting", { n: state.inbox.waiting })) : null;
    const synced = h("p", { class: "hint" }, state.inbox.synced ? say("synced.on", { day: day(state.inbox.synced) }) : say("synced.never"));
    const remarks = (state.inbox.notes ?? []).map((text) => notice("care", visible(text[state.language])));
    const doubts = (state.inbox.warnings ?? []).map((text) => notice("alarm", visible(text[state.language])));
    show(say("inbox"), doubts, remarks, waiting, synced, filters, h("p", { id: "count", role: "status" }), h("div", { id: "rows" }));
    drawRows();
}

function searchStories(text) {
    clearTimeout(searchStories.timer);
    const needle = text.trim();
    if (needle.length < 3) { state.found = null; return; }
    searchStories.timer = setTimeout(async () => {
        try {
            const { ids } = await call("/api/search", { text: needle });
            if (state.filter.text.trim() !== needle) return;
            state.found = { ids: new Set(ids) };
            drawRows();
        } catch (error) { told(error.message, true); }
    }, 250);
}

function drawRows() {
    const place = byId("rows");
    if (!place) return;
    const rows = filtered();
    const pages = Math.max(1, Math.ceil(rows.length / PAGE_ROWS));
    state.page = Math.min(state.page, pages - 1);
    const first = state.page * PAGE_ROWS;
    const shown = rows.slice(first, first + PAGE_ROWS);
    const whole = (state.inbox.reports ?? []).length;
    const count = rows.length
        ? say("rows", { first: first + 1, last: first + shown.length, n: rows.length, all: whole })
        : say(whole ? "rows.none" : "rows.empty", { all: whole });
    const head = (name) => {
        const sorted = state.sort.by === name;
        return h("th", { scope: "col", role: "columnheader", "aria-sort": sorted ? (state.sort.down ? "descending" : "ascending") : null },
            SORTS[name] ? h("button", { type: "button", "data-sort": name, onclick: () => {
                state.sort = { by: name, down: sorted && !state.sort.down };
                drawRows();
                place.querySelector(`[data-sort="${name}"]`)?.focus();
            } }, say(`column.${name}`), sorted ? h("span", { "aria-hidden": "true" }, state.sort.down ? " ↓" : " ↑") : null)
                : say(`column.${name}`));
    };
    // A column that no report fills is not there.
    const fills = { place: placeOf, phase: (row) => row.phase, assigned: (row) => row.assigned, label: (row) => row.labels?.length };
    const columns = ["id", "due", "category", "place", "phase", "age", "state", "assigned", "label"].filter((name) => !fills[name] || rows.some(fills[name]));
    const cell = (name, content, isEmpty) => columns.includes(name) && h("td", { role: "cell", "data-label": say(`column.${name}`), class: isEmpty ? "empty" : null }, content);
    const body = shown.map((row) => h("tr", { role: "row", class: row.unread ? "unread" : null },
        h("th", { scope: "row", role: "rowheader" },
            h("a", { class: "id", href: `#/case/${row.id}` }, row.id.slice(0, 8)),
            row.unread ? [" ", h("span", { class: "badge" }, say("unread"))] : null,
            row.duplicate_of ? [" ", h("span", { class: "badge" }, say("duplicate"))] : null,
            row.proven === false ? [" ", h("span", { class: "badge late" }, say("unproven"))] : null),
        cell("due", dueBadge(row, "short"), !row.due),
        cell("category", code("category", row.category)),
        cell("place", placeOf(row) || "–", !placeOf(row)),
        cell("phase", row.phase ? code("phase", row.phase) : "–", !row.phase),
        cell("age", row.age_days === null || row.age_days === undefined ? "–" : say("days", { n: row.age_days })),
        cell("state", row.state ? code("state", row.state) : say("unproven")),
        cell("assigned", visible(row.assigned || "–"), !row.assigned),
        cell("label", (row.labels ?? []).map((label) => visible(label)).join(", ") || "–", !(row.labels ?? []).length)));
    const turn = (by) => { state.page += by; drawRows(); byId("count").scrollIntoView(); };
    const turner = (label, by, isThere) => h("button", { type: "button", "aria-disabled": isThere ? null : "true",
        onclick: () => { if (isThere) { turn(by); byId("rows").querySelector(`[data-turn="${by}"]`)?.focus(); } }, "data-turn": by }, label);
    byId("count").textContent = count;
    place.replaceChildren(
        h("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": say("inbox") },
            h("table", { class: "cards", role: "table", "aria-labelledby": "heading" },
                h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, columns.map(head))),
                h("tbody", { role: "rowgroup" }, body))),
        pages > 1 ? h("nav", { class: "pages", "aria-label": say("pages") },
            turner(say("previous"), -1, state.page > 0),
            h("span", {}, say("page", { n: state.page + 1, all: pages })),
            turner(say("next"), 1, state.page < pages - 1)) : "");
}

// ---- A case -------------------------------------------------------------------------------------------------------

async function openCase(id) {
    state.current = await call(`/api/cases/${id}`);
    // Who shows a case has read it: that is kept in the store, and nobody else is told.
    const row = state.inbox.reports?.find((row) => row.id === id);
    if (row) row.unread = false;
    drawCase();
}

async function deed(name, body, done) {
    const result = await call(`/api/cases/${state.current.id}/${name}`, body);
    told(result.sent ? done : `${say("kept")} ${result.why?.[state.language] ?? ""}`);
    state.current = await call(`/api/cases/${state.current.id}`);
    await loadInbox();
    await draw(false);
}

function definition(rows) {
    return h("dl", {}, rows.filter(([, value]) => value !== null && value !== undefined && value !== "")
        .map(([term, value]) => [h("dt", {}, term), h("dd", {}, value)]));
}

function section(key, ...content) {
    const id = `part-${key}`;
    return h("section", { class: "sheet", "aria-labelledby": id }, h("h2", { id, tabindex: "-1" }, say(key)), content);
}

function drawCase() {
    const it = state.current;
    const row = state.inbox.reports?.find((row) => row.id === it.id) ?? {};
    const story = it.story ?? null;
    const summary = h("section", { class: "sheet", "aria-label": say("summary") }, definition([
        [say("column.state"), it.state ? code("state", it.state) : say("unproven")],
        [say("outcome"), it.outcome && it.outcome !== "none" ? code("outcome", it.outcome) : null],
        [say("column.due"), dueBadge(row)],
        [say("column.phase"), it.phase ? code("phase", it.phase) : null],
        [say("column.age"), row.age_days === undefined || row.age_days === null ? null : say("days", { n: row.age_days })],
        [say("agencies"), (it.agencies ?? []).map((name) => visible(agencyName(name))).join(", ")],
        [say("column.assigned"), it.assigned ? visible(it.assigned) : null],
        [say("column.label"), (it.labels ?? []).map((label) => visible(label)).join(", ")],
        [say("duplicate"), row.duplicate_of ? h("a", { class: "id", href: `#/case/${row.duplicate_of}` }, row.duplicate_of.slice(0, 8)) : null],
        [say("whole.id"), h("span", { class: "id" }, it.id)],
    ]));
    const problem = it.payload && it.payload !== "read"
        ? notice(["waiting", "erased", "forgotten"].includes(it.payload) ? "care" : "alarm", say(`payload.${it.payload}`)) : null;
    show(say("case", { id: it.id.slice(0, 8) }),
        h("p", {}, h("a", { href: "#/" }, say("back"))),
        problem, summary,
        h("div", { class: "columns" },
            h("div", {}, storyPart(story), factsPart(it), evidencePart(it), conversationPart(it), identityPart(it), timelinePart(it)),
            h("div", {}, actPart(it), askPart(it), notesPart(it), handlingPart(it, row), paperPart(it), consentPart(it), labelsPart(it))));
}

function storyPart(story) {
    if (!story) return section("story", h("p", {}, say("story.none")));
    return section("story", h("p", { class: "hint" }, say("story.care")), h("div", { class: "story", lang: "id", dir: "auto" }, visible(story.story, true)));
}

// The facts in the words of the command line, in its order.
function factsPart(it) {
    const facts = it.facts ?? [];
    if (!facts.length) return null;
    return section("facts", definition(facts.map((fact) =>
        [fact.name[state.language], visible(fact.value[state.language], true)])));
}

function timelinePart(it) {
    const waiting = (it.waiting ?? []).filter((one) => one.kind === "act").map((one) => ({ ...one, kind: one.act,
        agency: state.inbox.agency, note: say(one.stands), isBroken: one.stands === "broken" }));
    const events = [...(it.timeline ?? []), ...waiting];
    return section("timeline", h("p", { class: "hint" }, say("timeline.care")), h("ol", { class: "timeline" }, events.map((event) => {
        // An act that moves nothing repeats where the case stands: what it is, is its kind.
        const moves = ["state", "merged", "forwarded"].includes(event.kind);
        const outcome = moves && event.outcome && event.outcome !== "none" ? `: ${code("outcome", event.outcome)}` : "";
        const what = [event.kind === "state" ? null : code("kind", event.kind),
            event.kind === "state" || event.kind === "merged" ? code("state", event.state) : null].filter(Boolean).join(": ");
        return h("li", {},
            h("div", { class: event.isBroken ? "bad" : "when" }, event.note ?? day(event.date), event.agency ? ` · ${visible(agencyName(event.agency))}` : ""),
            h("div", {}, h("strong", {}, what), outcome,
                event.other ? ` → ${visible(agencyName(event.other))}` : ""),
            event.reason ? h("p", { class: "said", dir: "auto" }, visible(event.reason, true))
                : event.reason_payload ? h("p", { class: "when" }, say(`payload.${event.reason_payload}`)) : null,
            h("div", { class: "when" },
                event.note ? null : event.breach ? h("span", { class: "bad" }, say("breach", { rule: visible(event.breach) })) : event.proven === false
                    ? h("span", { class: "bad" }, `${say("unproven")}${event.fault ? `: ${visible(event.fault)}` : ""}`)
                    : h("span", { class: "good" }, say("proven", { index: event.index }))));
    })));
}

function conversationPart(it) {
    const waiting = (it.waiting ?? []).filter((one) => one.kind === "question").map((one) => ({ direction: "question", agency: state.inbox.agency, text: one.text,
        note: say(one.stands) }));
    const messages = [...(it.messages ?? []), ...waiting];
    if (!messages.length) return null;
    return section("conversation", h("ul", { class: "plain" }, messages.map((message) => h("li", {},
        h("div", { class: "when" }, say(message.direction === "reply" ? "from.source" : "to.source"),
            message.agency ? ` · ${visible(agencyName(message.agency))}` : "", ` · ${message.note ?? day(message.date)}`),
        h("p", { class: "said", dir: "auto" }, message.text === null || message.text === undefined
            ? say(message.payload === "read" ? "message.closed" : `payload.${message.payload}`) : visible(message.text, true))))));
}

// Who the source is, is opened by two people at a terminal: no key and no name goes through this page.
function identityPart(it) {
    const given = it.identity;
    if (!given) return null;
    const command = h("pre", { tabindex: "0", dir: "ltr", role: "region", "aria-label": say("identity.command") }, given.command);
    return section("identity", h("p", {}, say(given.opened ? "identity.opened" : "identity.given", { day: day(given.date) })),
        given.opened ? null : h("ol", { class: "steps" }, ["identity.step.1", "identity.step.2", "identity.step.3"].map((key) => h("li", {}, say(key)))),
        h("p", {}, say(given.opened ? "identity.again" : "identity.do")), command,
        press(say("identity.copy"), async () => {
            try { await navigator.clipboard.writeText(given.command); } catch { throw new Refused(say("identity.not.copied")); }
            told(say("identity.copied"));
        }),
        h("p", { class: "hint" }, say("identity.care")));
}

// ---- Evidence -----------------------------------------------------------------------------------------------------

function evidencePart(it) {
    const items = it.evidence ?? [];
    if (!items.length) return section("evidence", h("p", {}, say("evidence.none")));
    return section("evidence", notice("care", say("evidence.care")), h("ul", { class: "plain" }, items.map((item) => {
        const place = h("div", { "aria-live": "polite" });
        const name = visible(item.name);
        const isThere = item.received !== false && item.received !== null;
        return h("li", {},
            h("h3", {}, `${item.number}. `, h("bdi", {}, name)),
            h("div", { class: "when" }, item.kind ? `${code("evidence", item.kind)} · ` : "", bytes(item.bytes ?? item.length)),
            (item.removed ?? []).length ? h("div", { class: "when" }, say("evidence.removed", { data: item.removed.map((one) => code("hidden", one)).join(", ") })) : null,
            isThere ? h("div", { class: "row" },
                press(say("evidence.show"), () => showEvidence(it.id, item, place), { "aria-label": say("evidence.show.name", { name }) }),
                press(say("evidence.save"), () => saveEvidence(it.id, item), { "aria-label": say("evidence.save.name", { name }) }))
                : h("p", { class: "hint" }, say("evidence.missing")),
            place);
    })));
}

const fetchEvidence = (id, item) => call(`/api/cases/${id}/evidence/${item.number}`);

async function showEvidence(id, item, place) {
    const buffer = await fetchEvidence(id, item);
    const data = new Uint8Array(buffer);
    const picture = pictureSize(data);
    if (picture) {
        const problem = data.length > LONGEST_PICTURE ? say("picture.bytes", { limit: bytes(LONGEST_PICTURE) })
            : !picture.width || !picture.height || picture.width * picture.height > MOST_PIXELS
                ? say("picture.pixels", { width: picture.width, height: picture.height }) : null;
        if (problem) { place.replaceChildren(h("p", { class: "hint" }, problem)); return; }
        try {
            const canvas = await decoded(buffer, picture.type);
            canvas.setAttribute("role", "img");
            canvas.setAttribute("aria-label", say("picture.name", { number: item.number, name: visible(item.name) }));
            place.replaceChildren(canvas, h("p", { class: "hint" }, say("picture.care", { width: picture.width, height: picture.height })));
        } catch { place.replaceChildren(h("p", { class: "hint" }, say("picture.broken"))); }
        return;
    }
    const text = data.length <= LONGEST_SHOWN_TEXT ? textOf(data) : null;
    place.replaceChildren(text === null ? h("p", { class: "hint" }, say("evidence.other"))
        : h("pre", { tabindex: "0", dir: "ltr", role: "region", "aria-label": say("text.name", { number: item.number, name: visible(item.name) }) }, visible(text, true)));
}

function textOf(data) {
    if (data.includes(0)) return null;
    try { return new TextDecoder("utf-8", { fatal: true }).decode(data); } catch { return null; }
}

// A PDF is not among them: Firefox opens one by itself as soon as it is saved.
const KEPT_ENDINGS = /\.(png|jpe?g|gif|txt|mp[34]|m4a|ogg|wav|webm|mov|docx?|xlsx?|od[ts]|zip)$/i;

// Under a harmless name; behind an ending that a double click would run, or open as a page, stands another one.
async function saveEvidence(id, item) {
    const buffer = await fetchEvidence(id, item);
    const name = state.current.safe_names[item.number - 1];
    save(KEPT_ENDINGS.test(name) ? name : `${name}.bin`, buffer);
    told(say("evidence.saved"));
}

// To the downloads folder; bytes to the browser, whatever they are.
function save(name, content) {
    const url = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }));
    const link = h("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
}

// Kind and size by the first bytes alone, before any decoder sees it; null for what is no picture.
function pictureSize(data) {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    const starts = (...values) => values.every((value, index) => data[index] === value);
    const at = (offset, text) => [...text].every((letter, index) => data[offset + index] === letter.charCodeAt(0));
    if (data.length >= 24 && starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) {
        return { type: "image/png", width: view.getUint32(16), height: view.getUint32(20) };
    }
    if (data.length >= 10 && (at(0, "GIF87a") || at(0, "GIF89a"))) {
        return { type: "image/gif", width: view.getUint16(6, true), height: view.getUint16(8, true) };
    }
    if (data.length >= 30 && at(0, "RIFF") && at(8, "WEBP")) {
        const three = (offset) => data[offset] | (data[offset + 1] << 8) | (data[offset + 2] << 16);
        if (at(12, "VP8X")) return { type: "image/webp", width: three(24) + 1, height: three(27) + 1 };
        if (at(12, "VP8 ")) return { type: "image/webp", width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
        if (at(12, "VP8L")) {
            const bits = view.getUint32(21, true);
            return { type: "image/webp", width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
        }
        return { type: "image/webp", width: 0, height: 0 };
    }
    if (data.length >= 4 && starts(0xff, 0xd8, 0xff)) {
        for (let offset = 2; offset + 9 < data.length;) {
            if (data[offset] !== 0xff) break;
            const marker = data[offset + 1];
            if (marker === 0xff) { offset += 1; continue; }
            if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
                return { type: "image/jpeg", width: view.getUint16(offset + 7), height: view.getUint16(offset + 5) };
            }
            offset += marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8) ? 2 : 2 + view.getUint16(offset + 2);
        }
        return { type: "image/jpeg", width: 0, height: 0 };
    }
    return null;
}

// Decoded in a frame with an origin of its own; what comes back are pixels.
function decoded(buffer, type) {
    return new Promise((resolve, reject) => {
        const frame = h("iframe", { class: "decoder", sandbox: "allow-scripts", src: "/picture.html", title: say("decoder"), tabindex: "-1", "aria-hidden": "true" });
        const { port1, port2 } = new MessageChannel();
        const timer = setTimeout(() => end(new Error("time")), 20000);
        function end(error, canvas) {
            clearTimeout(timer);
            port1.close();
            frame.remove();
            if (error) reject(error); else resolve(canvas);
        }
        port1.onmessage = ({ data }) => {
            const { width, height, pixels } = data ?? {};
            const isWhole = Number.isInteger(width) && Number.isInteger(height) && width > 0 && height > 0
                && width <= LONGEST_SIDE && height <= LONGEST_SIDE
                && pixels instanceof ArrayBuffer && pixels.byteLength === width * height * 4;
            if (!isWhole) { end(new Error("decoder")); return; }
            const canvas = h("canvas", { width, height });
            canvas.getContext("2d").putImageData(new ImageData(new Uint8ClampedArray(pixels), width, height), 0, 0);
            end(null, canvas);
        };
        frame.addEventListener("load", () => {
            frame.contentWindow.postMessage({ bytes: buffer, type, longest: LONGEST_SIDE }, "*", [port2]);
        }, { once: true });
        document.body.append(frame);
    });
}

// ---- What is done -------------------------------------------------------------------------------------------------

// A form whose field is checked before it is sent, and whose mistake stands beside it and is read out.
function form(label, fields, check, submit, id, beside) {
    const mistake = h("p", { class: "bad", role: "alert" });
    const button = h("button", { type: "submit", class: "act" }, label);
    return h("form", { novalidate: true, id, onsubmit: (event) => {
        event.preventDefault();
        const wrong = check();
        mistake.textContent = wrong?.text ?? "";
        for (const input of event.target.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
        if (wrong) { wrong.at?.setAttribute("aria-invalid", "true"); wrong.at?.focus(); return; }
        busy(button, submit);
    } }, fields, mistake, h("div", { class: "row" }, button, beside));
}

// What is done seldom is folded away, and one press away.
const fold = (title, ...content) => h("details", {}, h("summary", {}, title), content);

function area(properties = {}) { return h("textarea", { rows: 5, ...properties }); }

const length = (text) => new TextEncoder().encode(text).length;

function wrongText(input, isNeeded = true) {
    if (isNeeded && !input.value.trim()) return { at: input, text: say("needed") };
    return length(input.value) > LONGEST_TEXT ? { at: input, text: say("too.long", { n: length(input.value), limit: LONGEST_TEXT }) } : null;
}

function askPart(it) {
    if (!it.can?.includes("ask")) return null;
    const text = area({ id: "question" });
    const warning = h("div", { "aria-live": "polite" });
    const templates = state.words.questions;
    const list = choice([["", say("choose")], ...templates.flatMap((one, index) =>
        ["id", "en"].map((language) => [`${index}:${language}`, `${one.name[state.language]} (${language === "id" ? "Indonesia" : "English"})`]))], "", (value) => {
        const [index, language] = value.split(":");
        if (value) { text.value = templates[Number(index)].text[language]; text.lang = language; text.focus(); look(); }
    });
    const look = () => {
        clearTimeout(look.timer);
        look.timer = setTimeout(async () => {
            const asked = text.value.trim() ? await call("/api/check", { text: text.value }).catch(() => null) : null;
            warning.replaceChildren(asked?.identity ? notice("alarm", say("ask.identity")) : "");
        }, 300);
    };
    text.addEventListener("input", look);
    return section("ask", form(say("ask.do"), [
        h("p", { class: "hint" }, say("ask.hint")), field(say("ask.template"), list), field(say("ask.text"), text), warning,
    ], () => wrongText(text), async () => {
        const asked = await call("/api/check", { text: text.value });
        if (asked.identity) {
            const sure = await openDialog(say("ask.sure"), [h("p", {}, say("ask.identity"))], [[say("ask.anyway"), "yes"]]);
            if (!sure) return;
        }
        await deed("ask", { text: text.value }, say("ask.done"));
    }));
}

function actPart(it) {
    const steps = it.next ?? [];
    if (!steps.length) return section("act", h("p", {}, say("act.none")));
    const reason = area({ id: "reason" });
    const outcomePlace = h("div", {});
    const meaning = h("p", { class: "hint", "aria-live": "polite" });
    const named = (step) => (step.extension ? `${code("state", step.state)}: ${code("due", step.due)}` : code("state", step.state));
    let outcome = null;
    const list = choice([["", say("choose")], ...steps.map((step, index) => [String(index), named(step)])], "", (value) => {
        const step = value === "" ? null : steps[Number(value)];
        const limit = step && step.due !== "none" ? ` ${say("act.limit", { limit: code("due", step.due) })}` : "";
        meaning.textContent = step ? `${state.words.meanings.state?.[step.state]?.[state.language] ?? ""}${limit}` : "";
        const asked = step && !(step.outcomes.length === 1 && step.outcomes[0] === "none");
        outcome = asked ? choice([["", say("choose")], ...step.outcomes.map((one) => [one, code("outcome", one)])], "") : null;
        outcomePlace.replaceChildren(outcome ? field(say("outcome"), outcome) : "");
    });
    list.id = "step";
    const chosen = () => (list.value === "" ? null : steps[Number(list.value)]);
    return section("act", form(say("act.do"), [field(say("act.state"), list), meaning, outcomePlace, field(say("reason"), reason, say("reason.hint"))], () => {
        const step = chosen();
        if (!step) return { at: list, text: say("needed") };
        if (outcome && !outcome.value) return { at: outcome, text: say("needed") };
        return wrongText(reason, step.needs_reason);
    }, async () => {
        const step = chosen();
        const sure = await openDialog(say("act.sure"), [definition([
            [say("act.state"), named(step)], [say("outcome"), outcome ? code("outcome", outcome.value) : null],
            [say("reason"), reason.value.trim() ? h("span", { class: "said" }, reason.value) : null],
        ]), h("p", {}, say("act.forever"))], [[say("act.do"), "yes"]]);
        if (sure) {
            await deed("act", { state: step.state, outcome: outcome?.value ?? "none", due: step.extension ? step.due : "none",
                reason: reason.value.trim() }, say("act.done"));
        }
    }));
}

function notesPart(it) {
    const text = area({ id: "note" });
    const notes = it.notes ?? [];
    const waiting = (it.waiting ?? []).filter((one) => one.kind === "note");
    const canWrite = it.can?.includes("note");
    if (!notes.length && !waiting.length && !canWrite) return null;
    return section("notes", h("p", { class: "hint" }, say("notes.hint")),
        notes.length || waiting.length ? h("ul", { class: "plain" }, notes.map((note) => h("li", {},
            h("div", { class: "when" }, visible(agencyName(note.agency)), ` · ${day(note.date)}`),
            h("p", { class: "said", dir: "auto" }, note.text === null ? say(`payload.${note.payload}`) : visible(note.text, true)))),
            waiting.map((one) => h("li", { class: "when" }, say("note.waiting", { state: say(one.stands) })))) : null,
        canWrite ? form(say("note.do"), [field(say("note.text"), text)], () => wrongText(text), () => deed("note", { text: text.value }, say("note.done"))) : null);
}

// One line that has to be there, and what is asked before it is signed.
function handlingPart(it, row) {
    const parts = [];
    const add = (...content) => parts.push(...content);
    const sure = async (lines, button) => openDialog(say("act.sure"), [definition(lines), h("p", {}, say("act.forever"))], [[button, "yes"]]);
    if (it.can?.includes("assign")) {
        const person = h("input", { type: "text", autocomplete: "off", id: "assign" });
        add(form(say("assign.do"), [field(say("column.assigned"), person, say("assign.hint"))], () => {
            if (!person.value.trim()) return { at: person, text: say("needed") };
            return length(person.value) > 64 ? { at: person, text: say("too.long", { n: length(person.value), limit: 64 }) } : null;
        }, () => deed("assign", { to: person.value.trim() }, say("assign.done"))));
    }
    const others = (state.inbox.reports ?? []).filter((other) => other.id !== it.id && isOpen(other));
    if (it.can?.includes("merge") && others.length) {
        const into = h("input", { type: "text", autocomplete: "off", spellcheck: "false", value: row.duplicate_of?.slice(0, 12) ?? "", id: "merge" });
        const reason = area({ rows: 3 });
        const found = () => others.filter((other) => other.id.startsWith(into.value.trim().toLowerCase()));
        add(fold(say("merge.other"), form(say("merge.do"), [field(say("merge.into"), into, say("merge.hint")), field(say("reason"), reason, say("reason.optional"))], () => {
            if (into.value.trim().length < 8 || found().length !== 1) return { at: into, text: say("merge.unknown") };
            return wrongText(reason, false);
        }, async () => {
            const other = found()[0];
            const lines = [[say("merge.into"), h("span", { class: "id" }, other.id.slice(0, 8))], [say("column.category"), code("category", other.category)]];
            if (await sure(lines, say("merge.do"))) await deed("merge", { into: other.id, reason: reason.value.trim() }, say("merge.done"));
        }, "merge-form")));
    }
    if (it.can?.includes("forward") && (it.forward_to ?? []).length) {
        const target = choice([["", say("choose")], ...it.forward_to.map((name) => [name, visible(agencyName(name))])], "");
        target.id = "forward";
        const reason = area({ rows: 3 });
        add(fold(say("forward.other"), form(say("forward.do"), [field(say("forward.to"), target, say("forward.hint")), field(say("reason"), reason, say("reason.optional"))],
            () => (target.value ? wrongText(reason, false) : { at: target, text: say("needed") }), async () => {
                if (await sure([[say("forward.to"), visible(agencyName(target.value))]], say("forward.do"))) {
                    await deed("forward", { to: target.value, reason: reason.value.trim() }, say("forward.done"));
                }
            }, "forward-form")));
    }
    const isSaid = [...(it.timeline ?? []), ...(it.waiting ?? []).map((one) => ({ kind: one.act, agency: state.inbox.agency }))]
        .some((event) => event.kind === "cannot_open" && event.agency === state.inbox.agency);
    if (it.can?.includes("cannot-open") && !isSaid) {
        const reason = area({ rows: 3, id: "cannot" });
        parts.unshift(form(say("cannot.do"), [h("p", { class: "hint" }, say("cannot.hint")), field(say("reason"), reason)], () => wrongText(reason), async () => {
            if (await sure([], say("cannot.do"))) await deed("cannot-open", { reason: reason.value.trim() }, say("cannot.done"));
        }, "cannot-form"));
    }
    return parts.length ? section("handling", parts) : null;
}

// The case, or the sheet for its hearing, as files of their own.
function paperPart(it) {
    if (!it.story) return null;
    const number = h("input", { type: "text", autocomplete: "off", id: "hearing" });
    const subject = area({ rows: 2, id: "subject" });
    const wording = area({ rows: 4, id: "wording" });
    const sheet = () => ({ kind: "sheet", number: number.value.trim(), subject: subject.value.trim(), wording: wording.value.trim() });
    const tooLong = () => {
        for (const [input, limit] of [[number, 64], [subject, 2000], [wording, 20000]]) {
            if (length(input.value) > limit) return { at: input, text: say("too.long", { n: length(input.value), limit }) };
        }
        return null;
    };
    const pdf = h("button", { type: "button", onclick: (event) => {
        const wrong = tooLong();
        if (wrong) { wrong.at.focus(); told(wrong.text, true); return; }
        busy(event.currentTarget, () => savePaper(it.id, sheet(), true));
    } }, say("sheet.pdf"));
    return section("paper", h("p", { class: "hint" }, say("paper.file.care")),
        h("div", { class: "row" },
            press(say("paper.page"), () => savePaper(it.id, { kind: "file" }, false), { class: "act", id: "paper-page" }),
            press(say("paper.pdf"), () => savePaper(it.id, { kind: "file" }, true), { id: "paper-pdf" })),
        fold(say("sheet"), h("p", { class: "hint" }, say("sheet.care")), form(say("sheet.page"), [field(say("sheet.number"), number, say("sheet.number.hint")), field(say("sheet.subject"), subject),
            field(say("sheet.wording"), wording, say("sheet.wording.hint"))], tooLong, () => savePaper(it.id, sheet(), false), "sheet-form", pdf)));
}

async function savePaper(id, wanted, wantsPDF) {
    if (wantsPDF) told(say("paper.printing"));
    const paper = await call(`/api/cases/${id}/paper`, { ...wanted, language: state.language, pdf: wantsPDF ? "yes" : "no" });
    if (paper.borrowed.length) {
        const sure = await openDialog(say("sheet.borrowed"), [h("p", {}, say("sheet.borrowed.care", { words: paper.borrowed.join(", ") }))], [[say("sheet.anyway"), "yes"]]);
        if (!sure) { told(say("paper.not.saved")); return; }
    }
    // The name of a sheet tells nothing of the case either.
    const name = wanted.kind === "sheet" ? say("sheet.name") : `${say("paper.name")}-${id.slice(0, 8)}`;
    if (paper.pdf) save(`${name}.pdf`, Uint8Array.from(atob(paper.pdf), (byte) => byte.charCodeAt(0)));
    else save(`${name}.html`, paper.page);
    if (paper.pdf_missing) told(say("paper.no.pdf", { why: paper.pdf_missing[state.language] }), true);
    else if (!paper.whole && wanted.kind !== "sheet") told(say("paper.doubtful"), true);
    else told(say("paper.saved"));
}

// Every agency of the report has to say so, and none can take it back.
function consentPart(it) {
    if (!it.consent) return null;
    const button = press(say("consent.do"), async () => {
        const sure = await openDialog(say("consent.sure"), [h("p", {}, say("consent.forever"))], [[say("consent.do"), "yes"]]);
        if (!sure) return;
        told(say("consent.asking"));
        const result = await call(`/api/cases/${it.id}/consent`, {});
        byId("status").replaceChildren();
        await openDialog(say("consent.result"), [h("p", { class: "said" }, visible(result.text[state.language], true))], []);
    }, { id: "consent" });
    return section("consent", h("p", { class: "hint" }, say("consent.hint")),
        it.consent.open ? button : h("p", {}, say("consent.early", { day: day(it.consent.from) })));
}

function labelsPart(it) {
    const labels = h("input", { type: "text", value: (it.labels ?? []).join(", "), autocomplete: "off", id: "labels" });
    const names = () => [...new Set(labels.value.split(",").map((name) => name.trim()).filter(Boolean))];
    return section("labels", form(say("labels.do"), [field(say("column.label"), labels, say("labels.hint"))], () => {
        if (names().length > 16) return { at: labels, text: say("labels.many", { limit: 16 }) };
        const long = names().find((name) => length(name) > 64);
        return long ? { at: labels, text: say("too.long", { n: length(long), limit: 64 }) } : null;
    }, () => deed("labels", { labels: names() }, say("labels.done"))));
}

// ---- Figures ------------------------------------------------------------------------------------------------------

const AGES = [[0, 2], [3, 7], [8, 14], [15, 30], [31, 60], [61, Infinity]];

function drawFigures() {
    const rows = state.inbox.reports ?? [];
    const open = rows.filter(isOpen);
    const between = (low, high) => (high === Infinity ? say("days.more", { n: low - 1 }) : say("days.span", { low, high }));
    const ages = AGES.map(([low, high]) => [between(low, high), open.filter((row) => row.age_days >= low && row.age_days <= high).length]);
    const lefts = open.map(daysLeft);
    const lateness = [
        [say("late.more", { n: 14 }), lefts.filter((left) => left !== null && left < -14).length],
        [say("late.span", { low: 8, high: 14 }), lefts.filter((left) => left !== null && left <= -8 && left >= -14).length],
        [say("late.span", { low: 1, high: 7 }), lefts.filter((left) => left !== null && left < 0 && left >= -7).length],
        [say("left.span", { low: 0, high: 7 }), lefts.filter((left) => left !== null && left >= 0 && left <= 7).length],
        [say("left.more", { n: 7 }), lefts.filter((left) => left !== null && left > 7).length],
        [say("left.none"), lefts.filter((left) => left === null).length],
    ];
    const counts = distinct("state").map((name) => [code("state", name), rows.filter((row) => row.state === name).length]);
    show(say("figures"),
        section("figures.counts", definition([
            [say("figures.all"), String(rows.length)], [say("open"), String(open.length)],
            [say("unread.only"), String(rows.filter((row) => row.unread).length)],
            [say("due.late"), String(lefts.filter((left) => left !== null && left < 0).length)],
        ]), figureTable(say("column.state"), counts)),
        section("figures.age", plot(say("figures.age"), ages), figureTable(say("column.age"), ages)),
        section("figures.lateness", plot(say("figures.lateness"), lateness), figureTable(say("column.due"), lateness)));
}

// Bars beside their labels and numbers: nothing is told by colour. The table below says the same.
function plot(title, values) {
    const most = Math.max(1, ...values.map(([, count]) => count));
    const height = values.length * 30 + 8;
    return s("svg", { viewBox: `0 0 600 ${height}`, role: "img", "aria-label": `${title}: ${values.map(([label, count]) => `${label} ${count}`).join("; ")}` },
        s("line", { class: "axis", x1: 200, y1: 0, x2: 200, y2: height, "stroke-width": 1 }),
        values.map(([label, count], index) => {
            const width = (count / most) * 340;
            return [s("text", { x: 190, y: index * 30 + 21, "text-anchor": "end" }, label),
                s("rect", { class: "bar", x: 200, y: index * 30 + 6, width, height: 20 }),
                s("text", { x: 208 + width, y: index * 30 + 21 }, String(count))];
        }));
}

function figureTable(name, values) {
    return h("table", { class: "small" }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, name), h("th", { scope: "col", class: "number" }, say("figures.number")))),
        h("tbody", {}, values.map(([label, count]) => h("tr", {}, h("th", { scope: "row" }, label), h("td", { class: "number" }, String(count))))));
}

// ---- The way about ------------------------------------------------------------------------------------------------

async function draw(movesFocus = true) {
    const [, view, id] = location.hash.split("/");
    drawTop();
    try {
        if (view === "case" && /^[0-9a-f]{64}$/.test(id ?? "")) {
            if (state.current?.id === id && !movesFocus) drawCase(); else await openCase(id);
        } else if (view === "figures") drawFigures();
        else drawInbox();
    } catch (error) {
        show(say("trouble"), notice("alarm", error instanceof Refused ? error.message : say("failed", { status: "" })), h("p", {}, h("a", { href: "#/" }, say("back"))));
        if (!(error instanceof Refused)) console.error(error);
    }
    if (movesFocus) { byId("heading")?.focus(); scrollTo(0, 0); }
}

function goTo(id) {
    const target = byId(id);
    if (!target) return;
    target.scrollIntoView({ block: "center" });
    target.focus();
}

function step(by) {
    const links = [...document.querySelectorAll("#rows tbody a.id")];
    if (!links.length) return;
    const here = links.indexOf(document.activeElement?.closest("tr")?.querySelector("a.id") ?? null);
    links[Math.min(links.length - 1, Math.max(0, here < 0 ? 0 : here + by))].focus();
}

addEventListener("keydown", (event) => {
    if (!state.shortcuts || !state.words || event.ctrlKey || event.metaKey || event.altKey || state.ended) return;
    if (event.target.closest?.("input, textarea, select, dialog") || document.querySelector("dialog[open]")) return;
    const isCase = location.hash.startsWith("#/case/");
    const does = {
        "j": () => step(1), "k": () => step(-1), "/": () => goTo("search"), "?": () => showShortcuts(),
        "u": () => { location.hash = "#/"; }, "q": () => isCase && goTo("question"), "n": () => isCase && goTo("note"), "a": () => isCase && goTo("step"),
    }[event.key];
    if (does) { event.preventDefault(); does(); }
});

addEventListener("hashchange", () => { if (state.words && !state.ended) draw(); });
byId("skip").addEventListener("click", (event) => { event.preventDefault(); byId("main").focus(); });

async function begin() {
    // The key is told once, and kept where no other port of this machine reads it.
    try { state.key = localStorage.getItem("key"); } catch { /* none */ }
    try {
        // One that is kept may be of a desk that ended, which had the same port.
        if (state.key) state.words = await call("/api/words").catch(() => null);
        if (!state.words) {
            state.key = (await call("/api/key", {})).key;
            try { localStorage.setItem("key", state.key); } catch { /* only this page then */ }
            state.words = await call("/api/words");
        }
        const kept = remembered("language");
        state.language = kept === "id" || kept === "en" ? kept : state.words.language;
        state.shortcuts = remembered("shortcuts") !== "off";
        await loadInbox();
        await draw(false);
    } catch (error) {
        byId("main").replaceChildren(h("h1", {}, "Kentongan"), h("p", {}, error.message), h("p", { lang: "id" }, "Buka lagi meja dari programnya."), h("p", { lang: "en" }, "Open the desk again from its program."));
    }
}

begin();
