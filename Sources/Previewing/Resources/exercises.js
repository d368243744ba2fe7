"use strict";
// Exercises on a page of a preview: blanks, answers and choices are fields, which are saved into the notebook.
Preview.forms = (() => {
  const { main, element, t } = Preview;
  const page = decodeURIComponent(location.pathname.slice(1)).replace(/\.html$/, "");
  const words = {
    unsolved: t("to do", "未解答"), failing: t("not right yet", "まだ正しくありません"), passing: t("solved", "解答済み"),
    waiting: t("waits for another", "ほかの演習を待っています"), "not-run": t("not run", "未実行"),
  };
  const signs = { unsolved: "○", failing: "✕", passing: "✓", waiting: "…", "not-run": "–" };
  // Fields that are on the page, by exercise, kind and place.
  const fields = new Map();

  const here = () => (Preview.state ? Preview.state.exercises || [] : []).filter((one) => one.notebook === page);

  // MARK: Saving

  const say = (section, text, kind) => {
    let note = section.querySelector(".preview-said");
    if (!note) section.append(note = element("p", { class: "preview-said", role: "status" }));
    note.dataset.kind = kind;
    note.textContent = text;
    said.set(section.id, [text, kind]);
  };
  // What was said stays when the block is replaced, until something else is.
  const said = new Map();

  const save = async (field) => {
    const text = field.read();
    if (text === field.base) { field.isDirty = false; return true; }
    const section = field.section();
    let answer, result;
    try {
      answer = await fetch("/_matinee/fill", {
        method: "POST", headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ notebook: page, exercise: field.label, kind: field.kind, place: field.place, text, base: field.base }),
      });
      result = await answer.json();
    } catch {
      say(section, t("Not saved: the preview cannot be reached. What you wrote is still here.",
        "保存できませんでした。プレビューに接続できません。書いた内容はここに残っています。"), "failed");
      return false;
    }
    if (answer.ok) {
      field.base = text;
      field.isDirty = false;
      conflicts.delete(field.key);
      section.querySelector(".preview-conflict")?.remove();
      say(section, result.message, "saved");
      return true;
    }
    if (answer.status === 409) {
      conflicts.set(field.key, { theirs: result.theirs, yours: text, message: result.message });
      showConflict(field);
    } else {
      say(section, t(`Not saved: ${result.message}. What you wrote is still here.`,
        `保存できませんでした：${result.message}。書いた内容はここに残っています。`), "failed");
    }
    return false;
  };

  // Two versions of one field, until somebody has decided.
  const conflicts = new Map();
  const showConflict = (field) => {
    const conflict = conflicts.get(field.key), section = field.section();
    if (!conflict || !section) return;
    section.querySelector(".preview-conflict")?.remove();
    const version = (title, text) => element("div", {}, element("p", {}, title), element("pre", {}, text || t("(empty)", "（空）")));
    const done = () => { conflicts.delete(field.key); section.querySelector(".preview-conflict")?.remove(); };
    const box = element("div", { class: "preview-conflict", role: "alert" }, element("p", {}, conflict.message + t(" Nothing was overwritten.", "何も上書きされていません。")));
    if (conflict.theirs !== undefined && conflict.theirs !== null) {
      box.append(
        element("div", { class: "preview-versions" }, version(t("In the file", "ファイルの内容"), conflict.theirs), version(t("Yours", "あなたの内容"), conflict.yours)),
        element("button", { type: "button", class: "preview-button", "data-choice": "mine", onclick: () => {
          field.base = conflict.theirs;
          field.write(conflict.yours);
          done();
          save(field);
        } }, t("Save mine", "自分の内容を保存")),
        element("button", { type: "button", class: "preview-button", "data-choice": "theirs", onclick: () => {
          field.base = conflict.theirs;
          field.write(conflict.theirs);
          field.isDirty = false;
          done();
        } }, t("Take the file's", "ファイルの内容を使う")));
    } else {
      box.append(version(t("Yours", "あなたの内容"), conflict.yours));
    }
    section.append(box);
  };

  // MARK: Fields

  const add = (exercise, kind, place, base, control, read, write) => {
    const key = `${exercise.label} ${kind} ${place ?? ""}`;
    const field = {
      key, label: exercise.label, kind, place, base, control, read, write, isDirty: false,
      section: () => document.getElementById(exercise.anchor),
    };
    control.dataset.field = key;
    control.addEventListener("input", () => { field.isDirty = field.read() !== field.base; });
    fields.set(key, field);
    return field;
  };

  // The part of a text between two places in UTF-16 units, as a range.
  const rangeOf = (root, start, end) => {
    const range = document.createRange(), walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let at = 0, node;
    while ((node = walk.nextNode())) {
      const next = at + node.data.length;
      if (start >= at && start <= next) range.setStart(node, start - at);
      if (end >= at && end <= next) { range.setEnd(node, end - at); return range; }
      at = next;
    }
    return null;
  };

  const blanks = (section, exercise) => {
    const code = section.querySelector("pre.lab code");
    if (!code) return;
    const own = [];
    // From the last, so that the places of the others stay.
    for (const [place, blank] of [...exercise.blanks.entries()].reverse()) {
      const range = rangeOf(code, blank.start, blank.start + blank.length);
      if (!range) continue;
      const isLong = blank.text.includes("\n");
      const control = isLong
        ? element("textarea", { class: "preview-blank", rows: blank.text.split("\n").length, cols: 60, spellcheck: "false" })
        : element("input", { class: "preview-blank", type: "text", spellcheck: "false", autocomplete: "off", autocapitalize: "off" });
      control.setAttribute("aria-label", t(`Blank ${place + 1} of ${exercise.blanks.length} of exercise ${exercise.number}`,
        `演習${exercise.number}の空欄${place + 1}（全${exercise.blanks.length}か所）`));
      control.placeholder = "____";
      const fit = () => { if (!isLong) control.style.width = `${Math.max(5, [...control.value].length + 2)}ch`; };
      control.value = blank.text;
      fit();
      control.addEventListener("input", fit);
      range.deleteContents();
      range.insertNode(control);
      const field = add(exercise, "blank", place, blank.text, control, () => control.value.trim(), (text) => { control.value = text; fit(); });
      own.unshift(field);
    }
    if (!own.length) return;
    const check = async () => {
      for (const field of own) if (!(await save(field))) return;
    };
    for (const { control } of own) {
      control.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && (!control.matches("textarea") || event.ctrlKey || event.metaKey)) { event.preventDefault(); check(); }
      });
    }
    const button = element("button", { type: "button", class: "preview-button", onclick: check }, t("Check", "確認"));
    section.querySelector(".code").after(element("p", { class: "preview-actions" }, button));
  };

  const answer = (section, exercise) => {
    const shown = section.querySelector(".answer, .answer-missing");
    const control = element("textarea", {
      class: "preview-answer", rows: Math.max(3, exercise.text.split("\n").length + 1), "aria-label": t(`Your answer to exercise ${exercise.number}`, `演習${exercise.number}の解答`),
      placeholder: t("Your answer, in Markdown", "解答（Markdown）"),
    });
    control.value = exercise.text;
    const field = add(exercise, "answer", null, exercise.text, control, () => control.value.replace(/\s+$/, ""), (text) => { control.value = text; });
    const button = element("button", { type: "button", class: "preview-button", onclick: () => save(field) }, t("Save", "保存"));
    control.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save(field); }
    });
    const form = element("div", { class: "preview-form" }, control, element("p", { class: "preview-actions" }, button));
    if (!shown) section.append(form);
    else if (shown.matches(".answer-missing")) shown.replaceWith(form);
    else shown.after(element("details", { class: "preview-edit" }, element("summary", {}, t("Change your answer", "解答を直す")), form));
  };

  const number = (section, exercise) => {
    const shown = section.querySelector(".answer.number, .answer-missing");
    const control = element("input", {
      class: "preview-blank preview-number", type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false",
      "aria-label": t(`Your number for exercise ${exercise.number}`, `演習${exercise.number}の数値`), placeholder: t("a number", "数値"),
    });
    control.value = exercise.text;
    const field = add(exercise, "number", null, exercise.text, control, () => control.value.trim(), (text) => { control.value = text; });
    control.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); save(field); } });
    const form = element("p", { class: "preview-actions" }, control,
      element("button", { type: "button", class: "preview-button", onclick: () => save(field) }, t("Check", "確認")));
    if (shown) shown.replaceWith(form); else section.append(form);
  };

  const choice = (section, exercise) => {
    const list = section.querySelector("ul.choices");
    if (!list) return;
    const controls = [];
    const items = [...list.children];
    const read = () => controls.flatMap((control, place) => (control.checked ? [place] : [])).join(",");
    const write = (text) => { const places = text ? text.split(",").map(Number) : []; controls.forEach((control, place) => { control.checked = places.includes(place); }); };
    items.forEach((item, place) => {
      const control = element("input", {
        type: exercise.isMultiple ? "checkbox" : "radio", name: `choice-${exercise.label}`, id: `choice-${exercise.label}-${place}`, class: "preview-choice",
      });
      control.checked = exercise.chosen.includes(place);
      controls.push(control);
      const label = element("label", { for: control.id });
      const box = item.querySelector(".box");
      if (box) box.replaceWith(control); else item.prepend(control);
      while (control.nextSibling && !(control.nextSibling.nodeType === 1 && control.nextSibling.matches(".feedback"))) label.append(control.nextSibling);
      control.after(label);
    });
    const field = add(exercise, "choice", null, exercise.chosen.join(","), list, read, write);
    for (const control of controls) control.addEventListener("change", () => save(field));
  };

  // The second hint can be opened when the first has been, and so on.
  const hints = (section) => {
    const all = [...section.querySelectorAll(":scope > details.hint")];
    const reveal = () => {
      let isOpen = true;
      for (const hint of all) {
        hint.hidden = !isOpen;
        if (hint.open) hint.dataset.seen = "";
        isOpen = isOpen && "seen" in hint.dataset;
      }
      seen.set(section.id, all.filter((hint) => "seen" in hint.dataset).length);
    };
    all.slice(0, seen.get(section.id) || 0).forEach((hint) => { hint.dataset.seen = ""; });
    for (const hint of all) hint.addEventListener("toggle", reveal);
    reveal();
  };
  const seen = new Map();

  const build = { blank: blanks, answer, number, choice };
  const decorate = () => {
    for (const exercise of here()) {
      const section = document.getElementById(exercise.anchor);
      if (!section || !section.matches(".exercise") || "preview" in section.dataset) continue;
      section.dataset.preview = "";
      hints(section);
      if (!exercise.isOpen || exercise.state === "waiting") continue;
      for (const key of [...fields.keys()]) if (key.startsWith(exercise.label + " ")) fields.delete(key);
      build[exercise.kind](section, exercise);
      if (said.has(section.id)) say(section, ...said.get(section.id));
      for (const field of fields.values()) if (field.label === exercise.label) showConflict(field);
    }
    list();
  };

  // What is being written survives the change of its block: the text, what it began from, and the cursor.
  const remember = () => {
    const kept = [...fields.values()].map((field) => ({
      key: field.key, isDirty: field.isDirty, text: field.read(), base: field.base, hasFocus: field.control.contains(document.activeElement),
      start: field.control.selectionStart, end: field.control.selectionEnd,
    })).filter((one) => one.isDirty || one.hasFocus);
    return () => {
      for (const one of kept) {
        const field = fields.get(one.key);
        if (!field) continue;
        if (one.isDirty && one.text !== field.base) {
          field.write(one.text);
          field.base = one.base;
          field.isDirty = true;
        }
        if (one.hasFocus && !field.control.contains(document.activeElement)) {
          const control = field.control.matches("ul") ? field.control.querySelector("input:checked, input") : field.control;
          control.focus({ preventScroll: true });
          if (one.start !== undefined && one.start !== null && control.setSelectionRange) control.setSelectionRange(one.start, one.end);
        }
      }
    };
  };
  window.listen("beforeunload", (event) => { if ([...fields.values()].some((field) => field.isDirty)) event.preventDefault(); });

  // MARK: The list at the side

  const list = () => {
    const all = Preview.state ? Preview.state.exercises || [] : [];
    const solved = all.filter((one) => one.state === "passing").length;
    const next = all.find((one) => one.state === "unsolved" || one.state === "failing");
    for (const old of document.querySelectorAll(".preview-exercises")) old.remove();
    if (!all.length) return;
    // A page that is too short for contents has room for the list all the same.
    if (!document.querySelector("nav.contents.wide") && document.body.classList.contains("notebook")) {
      main.before(element("nav", { class: "contents wide", "aria-label": t("Exercises", "演習") }));
    }
    if (document.querySelector("nav.contents.wide")) document.body.classList.add("has-contents");
    for (const nav of document.querySelectorAll("nav.contents.wide, details.contents nav")) {
      const items = all.map((one) => {
        const waits = one.waitsFor ? t(`waits for ${one.waitsFor}`, `演習${one.waitsFor}を先に`) : words[one.state];
        const link = element("a", { href: `${one.notebook === page ? "" : encodeURIComponent(one.notebook) + ".html"}#${one.anchor}` },
          element("span", { class: "preview-sign", "aria-hidden": "true" }, signs[one.state]), t(` Exercise ${one.number}`, ` 演習${one.number}`),
          element("span", { class: "preview-state" }, one.state === "waiting" ? waits : words[one.state]));
        return element("li", { "data-state": one.state, "data-label": one.label, "data-next": one === next }, link);
      });
      nav.append(element("section", { class: "preview-exercises", "aria-label": t("Exercises", "演習") },
        element("p", { class: "contents-title" }, t(`Exercises: ${solved} of ${all.length} solved`, `演習：${all.length}問中${solved}問解答済み`)), element("ol", {}, ...items)));
    }
    Preview.bar.progressOf(solved, all.length, next, page);
  };

  return { decorate, remember };
})();
