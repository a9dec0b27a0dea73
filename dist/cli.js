#!/usr/bin/env node
import { parseArgs, parseEnv, styleText } from 'node:util';
import { existsSync, readFileSync, writeFileSync, fstatSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL, fileURLToPath } from 'node:url';
import { randomUUID, randomInt } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { startTestServer, TestServerError } from './testing.js';

/** Changes of a letter that still look like a slip of the pen. */
const MAX_SLIPS = 3;
/** The name that was probably meant, if there is one. Pure. */
function nearest(given, names) {
    const wanted = given.trim().toLowerCase();
    const ranked = names
        .map((name) => ({ name, slips: distance(wanted, name.trim().toLowerCase()) }))
        .sort((a, b) => a.slips - b.slips);
    const [best] = ranked;
    const most = Math.min(MAX_SLIPS, Math.ceil(wanted.length / 2));
    return best !== undefined && best.slips <= most ? best.name : undefined;
}
/** Letters to insert, remove or replace to get from one to the other (Levenshtein). */
function distance(from, to) {
    let row = Array.from({ length: to.length + 1 }, (_, index) => index);
    for (const [line, letter] of [...from].entries()) {
        const next = [line + 1];
        for (const [column, other] of [...to].entries()) {
            const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
            next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
        }
        row = next;
    }
    return row.at(-1) ?? 0;
}

function succeed(value) {
    return { ok: true, value };
}
function fail(reason) {
    return { ok: false, reason };
}

/** What differs between the hosts that Freshsales is served from. */
const HOSTS$1 = [
    { suffix: '.myfreshworks.com', generation: 'modern' },
    { suffix: '.freshworks.com', generation: 'modern' },
    { suffix: '.freshsales.io', generation: 'classic' },
];
const PATHS = {
    modern: { api: '/crm/sales/api', track: '/crm/sales' },
    classic: { api: '/api', track: '' },
};
/** One DNS label in lower-case ASCII. Checked on the raw text: a URL parser would turn Cyrillic or `2130706433` into something that passes. */
const ALIAS = /^(?=.*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Before lower-casing, which would turn the Kelvin sign into a plain k. */
const PRINTABLE_ASCII = /^[\x21-\x7e]+$/;
/** What people copy after the host, from their browser or from the settings page. */
const COPIED_PATH = /^(?:\/crm(?:\/sales(?:\/[a-z0-9/_-]*)?)?|\/api)?\/?$/;
const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|localhost):([1-9][0-9]{0,4})(\/classic)?\/?$/;
const HINT = 'use your account name or its address, such as acme.myfreshworks.com';
const HOST_HINT = 'write the host of your account alone, such as crm.acme.com';
/** Names that lead into a network of one's own, or nowhere. */
const PRIVATE = /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home|corp|private|arpa)$/;
/**
 * Reads the domain of a Freshsales account in any spelling people use: `acme`,
 * `acme.myfreshworks.com`, `https://acme.myfreshworks.com/crm/sales/api/`, `acme.freshsales.io`.
 *
 * With `allowLoopback`, a simulator on this machine as well: `http://127.0.0.1:8788`, or
 * `http://127.0.0.1:8788/classic` for one that answers on classic paths.
 */
function parseDomain(text, options = {}) {
    const given = text.trim();
    if (given === '')
        return fail(`is empty: ${HINT}`);
    if (!PRINTABLE_ASCII.test(given))
        return fail(`has a character that no address has: ${HINT}`);
    const typed = given.toLowerCase();
    const loopback = LOOPBACK.exec(typed);
    if (loopback)
        return parseLoopback(typed, loopback, options.allowLoopback === true);
    const { host, path } = split(typed);
    if (!COPIED_PATH.test(path))
        return fail(`has a path that is not Freshsales': ${HINT}`);
    if (ALIAS.test(host) && host !== 'localhost')
        return succeed(at(`https://${host}.myfreshworks.com`, 'modern'));
    for (const { suffix, generation } of HOSTS$1) {
        if (!host.endsWith(suffix))
            continue;
        if (ALIAS.test(host.slice(0, -suffix.length)))
            return succeed(at(`https://${host}`, generation));
    }
    return fail(`is not a Freshsales address: ${HINT}; if your account answers on a host of your own, name it in FRESHSALES_HOST`);
}
/**
 * Reads the host of an account that Freshsales serves under the company's own domain:
 * `crm.acme.com`, `https://crm.acme.com/crm/sales/`. The API key goes to whatever is named here, so
 * it is a setting of its own: a slip in FRESHSALES_DOMAIN can never send the key to a stranger.
 */
function parseHost(text) {
    const given = text.trim();
    if (!PRINTABLE_ASCII.test(given))
        return fail(`has a character that no host has: ${HOST_HINT}`);
    const typed = given.toLowerCase();
    if (typed.startsWith('http:'))
        return fail('must be reached by https://');
    const { host, path } = split(typed);
    if (!COPIED_PATH.test(path))
        return fail(`has a path that is not Freshsales': ${HOST_HINT}`);
    if (HOSTS$1.some(({ suffix }) => host.includes(suffix.slice(1))))
        return fail(`has the name of Freshsales' own hosts in it: write such an address as FRESHSALES_DOMAIN`);
    if (PRIVATE.test(host))
        return fail(`leads into a private network: ${HOST_HINT}`);
    return isPublicName(host)
        ? succeed(at(`https://${host}`, 'modern'))
        : fail(`is no name of a host on the internet: ${HOST_HINT}`);
}
/** Whether it was named by `parseHost`. */
function isOwnHost({ origin }) {
    return origin.startsWith('https:') && !HOSTS$1.some(({ suffix }) => origin.endsWith(suffix));
}
/** Labels of a DNS name; the last one has a letter, or it would be an address in numbers. */
function isPublicName(host) {
    const labels = host.split('.');
    return (host.length <= 253 &&
        labels.length >= 2 &&
        labels.every((label) => LABEL.test(label)) &&
        /^[a-z]/.test(labels.at(-1) ?? ''));
}
function parseLoopback(typed, match, allowed) {
    if (!allowed)
        return fail(`points at this machine, which only a local start may do: ${HINT}`);
    if (Number(match[1]) > 65_535)
        return fail('has a port above 65535');
    const origin = typed.replace(/(?:\/classic)?\/?$/, '');
    return succeed(at(origin, match[2] ? 'classic' : 'modern'));
}
function split(typed) {
    const bare = typed.replace(/^https?:\/\//, '');
    const slash = bare.indexOf('/');
    return slash < 0
        ? { host: bare, path: '' }
        : { host: bare.slice(0, slash), path: bare.slice(slash) };
}
function at(origin, generation) {
    const paths = PATHS[generation];
    return { origin, api: origin + paths.api, track: origin + paths.track, generation };
}

//#region src/storages/globalConfig/globalConfig.ts
const DEFAULT_CONFIG = {
	lang: void 0,
	message: void 0,
	abortEarly: void 0,
	abortPipeEarly: void 0
};
/**
* Returns the global configuration.
*
* @param config The config to merge.
*
* @returns The configuration.
*/
/* @__NO_SIDE_EFFECTS__ */
function getGlobalConfig(config$1) {
	return DEFAULT_CONFIG;
}

//#endregion
//#region src/storages/globalMessage/globalMessage.ts
let store$3;
/**
* Returns a global error message.
*
* @param lang The language of the message.
*
* @returns The error message.
*/
/* @__NO_SIDE_EFFECTS__ */
function getGlobalMessage(lang) {
	return store$3?.get(lang);
}

//#endregion
//#region src/storages/schemaMessage/schemaMessage.ts
let store$2;
/**
* Returns a schema error message.
*
* @param lang The language of the message.
*
* @returns The error message.
*/
/* @__NO_SIDE_EFFECTS__ */
function getSchemaMessage(lang) {
	return store$2?.get(lang);
}

//#endregion
//#region src/storages/specificMessage/specificMessage.ts
let store$1;
/**
* Returns a specific error message.
*
* @param reference The identifier reference.
* @param lang The language of the message.
*
* @returns The error message.
*/
/* @__NO_SIDE_EFFECTS__ */
function getSpecificMessage(reference, lang) {
	return store$1?.get(reference)?.get(lang);
}

//#endregion
//#region src/utils/_stringify/_stringify.ts
/**
* Stringifies an unknown input to a literal or type string.
*
* @param input The unknown input.
*
* @returns A literal or type string.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _stringify(input) {
	const type = typeof input;
	if (type === "string") return `"${input}"`;
	if (type === "number" || type === "bigint" || type === "boolean") return `${input}`;
	if (type === "object" || type === "function") return (input && Object.getPrototypeOf(input)?.constructor?.name) ?? "null";
	return type;
}

//#endregion
//#region src/utils/_addIssue/_addIssue.ts
/**
* Adds an issue to the dataset.
*
* @param context The issue context.
* @param label The issue label.
* @param dataset The input dataset.
* @param config The configuration.
* @param other The optional props.
*
* @internal
*/
function _addIssue(context, label, dataset, config$1, other) {
	const input = other && "input" in other ? other.input : dataset.value;
	const expected = other?.expected ?? context.expects ?? null;
	const received = other?.received ?? /* @__PURE__ */ _stringify(input);
	const issue = {
		kind: context.kind,
		type: context.type,
		input,
		expected,
		received,
		message: `Invalid ${label}: ${expected ? `Expected ${expected} but r` : "R"}eceived ${received}`,
		requirement: context.requirement,
		path: other?.path,
		issues: other?.issues,
		lang: config$1.lang,
		abortEarly: config$1.abortEarly,
		abortPipeEarly: config$1.abortPipeEarly
	};
	const isSchema = context.kind === "schema";
	const message$1 = other?.message ?? context.message ?? /* @__PURE__ */ getSpecificMessage(context.reference, issue.lang) ?? (isSchema ? /* @__PURE__ */ getSchemaMessage(issue.lang) : null) ?? config$1.message ?? /* @__PURE__ */ getGlobalMessage(issue.lang);
	if (message$1 !== void 0) issue.message = typeof message$1 === "function" ? message$1(issue) : message$1;
	if (isSchema) dataset.typed = false;
	if (dataset.issues) dataset.issues.push(issue);
	else dataset.issues = [issue];
}

//#endregion
//#region src/utils/_isValidObjectKey/_isValidObjectKey.ts
/**
* Disallows inherited object properties and prevents object prototype
* pollution by disallowing certain keys.
*
* @param object The object to check.
* @param key The key to check.
*
* @returns Whether the key is allowed.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _isValidObjectKey(object$1, key) {
	return Object.prototype.hasOwnProperty.call(object$1, key) && key !== "__proto__" && key !== "prototype" && key !== "constructor";
}

//#endregion
//#region src/utils/_joinExpects/_joinExpects.ts
/**
* Joins multiple `expects` values with the given separator.
*
* @param values The `expects` values.
* @param separator The separator.
*
* @returns The joined `expects` property.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _joinExpects(values$1, separator) {
	const list = [...new Set(values$1)];
	if (list.length > 1) return `(${list.join(` ${separator} `)})`;
	return list[0] ?? "never";
}

//#endregion
//#region src/utils/_standardSchema/_standardSchema.ts
/**
* Eagerly creates and attaches the Standard Schema properties of a schema.
*
* Hint: The contextual `this` type includes the standard properties that are
* attached before the schema is returned.
*
* @param schema The schema to attach standard properties to.
*
* @returns The schema with standard properties attached.
*
* @internal
*/
function _standardSchema(schema) {
	schema["~standard"] = {
		version: 1,
		vendor: "valibot",
		validate: (value$1) => schema["~run"]({ value: value$1 }, /* @__PURE__ */ getGlobalConfig())
	};
	return schema;
}

//#endregion
//#region src/utils/getDotPath/getDotPath.ts
/* @__NO_SIDE_EFFECTS__ */
function getDotPath(issue) {
	if (issue.path) {
		let key = "";
		for (const item of issue.path) if (typeof item.key === "string" || typeof item.key === "number") if (key) key += `.${item.key}`;
		else key += item.key;
		else return null;
		return key;
	}
	return null;
}

//#endregion
//#region src/actions/check/check.ts
/* @__NO_SIDE_EFFECTS__ */
function check(requirement, message$1) {
	return {
		kind: "validation",
		type: "check",
		reference: check,
		async: false,
		expects: null,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "input", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/integer/integer.ts
/* @__NO_SIDE_EFFECTS__ */
function integer(message$1) {
	return {
		kind: "validation",
		type: "integer",
		reference: integer,
		async: false,
		expects: null,
		requirement: Number.isInteger,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "integer", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/maxLength/maxLength.ts
/* @__NO_SIDE_EFFECTS__ */
function maxLength(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_length",
		reference: maxLength,
		async: false,
		expects: `<=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length > this.requirement) _addIssue(this, "length", dataset, config$1, { received: `${dataset.value.length}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/maxValue/maxValue.ts
/* @__NO_SIDE_EFFECTS__ */
function maxValue(requirement, message$1) {
	return {
		kind: "validation",
		type: "max_value",
		reference: maxValue,
		async: false,
		expects: `<=${requirement instanceof Date ? requirement.toJSON() : /* @__PURE__ */ _stringify(requirement)}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !(dataset.value <= this.requirement)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/minLength/minLength.ts
/* @__NO_SIDE_EFFECTS__ */
function minLength(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_length",
		reference: minLength,
		async: false,
		expects: `>=${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length < this.requirement) _addIssue(this, "length", dataset, config$1, { received: `${dataset.value.length}` });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/minValue/minValue.ts
/* @__NO_SIDE_EFFECTS__ */
function minValue(requirement, message$1) {
	return {
		kind: "validation",
		type: "min_value",
		reference: minValue,
		async: false,
		expects: `>=${requirement instanceof Date ? requirement.toJSON() : /* @__PURE__ */ _stringify(requirement)}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !(dataset.value >= this.requirement)) _addIssue(this, "value", dataset, config$1, { received: dataset.value instanceof Date ? dataset.value.toJSON() : /* @__PURE__ */ _stringify(dataset.value) });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/nonEmpty/nonEmpty.ts
/* @__NO_SIDE_EFFECTS__ */
function nonEmpty(message$1) {
	return {
		kind: "validation",
		type: "non_empty",
		reference: nonEmpty,
		async: false,
		expects: "!0",
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && dataset.value.length === 0) _addIssue(this, "length", dataset, config$1, { received: "0" });
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/rawTransform/rawTransform.ts
/**
* Creates a raw transformation action.
*
* @param action The transformation action.
*
* @returns A raw transform action.
*/
/* @__NO_SIDE_EFFECTS__ */
function rawTransform(action) {
	return {
		kind: "transformation",
		type: "raw_transform",
		reference: rawTransform,
		async: false,
		"~run"(dataset, config$1) {
			const output = action({
				dataset,
				config: config$1,
				addIssue: (info) => _addIssue(this, info?.label ?? "input", dataset, config$1, info),
				NEVER: null
			});
			if (dataset.issues) dataset.typed = false;
			else dataset.value = output;
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/regex/regex.ts
/* @__NO_SIDE_EFFECTS__ */
function regex(requirement, message$1) {
	return {
		kind: "validation",
		type: "regex",
		reference: regex,
		async: false,
		expects: `${requirement}`,
		requirement,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "format", dataset, config$1);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/toLowerCase/toLowerCase.ts
/**
* Creates a to lower case transformation action.
*
* @returns A to lower case action.
*/
/* @__NO_SIDE_EFFECTS__ */
function toLowerCase() {
	return {
		kind: "transformation",
		type: "to_lower_case",
		reference: toLowerCase,
		async: false,
		"~run"(dataset) {
			dataset.value = dataset.value.toLowerCase();
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/transform/transform.ts
/**
* Creates a custom transformation action.
*
* @param operation The transformation operation.
*
* @returns A transform action.
*/
/* @__NO_SIDE_EFFECTS__ */
function transform(operation) {
	return {
		kind: "transformation",
		type: "transform",
		reference: transform,
		async: false,
		operation,
		"~run"(dataset) {
			dataset.value = this.operation(dataset.value);
			return dataset;
		}
	};
}

//#endregion
//#region src/actions/trim/trim.ts
/**
* Creates a trim transformation action.
*
* @returns A trim action.
*/
/* @__NO_SIDE_EFFECTS__ */
function trim() {
	return {
		kind: "transformation",
		type: "trim",
		reference: trim,
		async: false,
		"~run"(dataset) {
			dataset.value = dataset.value.trim();
			return dataset;
		}
	};
}

//#endregion
//#region src/methods/getFallback/getFallback.ts
/**
* Returns the fallback value of the schema.
*
* @param schema The schema to get it from.
* @param dataset The output dataset if available.
* @param config The config if available.
*
* @returns The fallback value.
*/
/* @__NO_SIDE_EFFECTS__ */
function getFallback(schema, dataset, config$1) {
	return typeof schema.fallback === "function" ? schema.fallback(dataset, config$1) : schema.fallback;
}

//#endregion
//#region src/methods/getDefault/getDefault.ts
/**
* Returns the default value of the schema.
*
* @param schema The schema to get it from.
* @param dataset The input dataset if available.
* @param config The config if available.
*
* @returns The default value.
*/
/* @__NO_SIDE_EFFECTS__ */
function getDefault(schema, dataset, config$1) {
	return typeof schema.default === "function" ? schema.default(dataset, config$1) : schema.default;
}

//#endregion
//#region src/schemas/array/array.ts
/* @__NO_SIDE_EFFECTS__ */
function array(item, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "array",
		reference: array,
		expects: "Array",
		async: false,
		item,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (Array.isArray(input)) {
				dataset.typed = true;
				dataset.value = [];
				for (let key = 0; key < input.length; key++) {
					const value$1 = input[key];
					const itemDataset = this.item["~run"]({ value: value$1 }, config$1);
					if (itemDataset.issues) {
						const pathItem = {
							type: "array",
							origin: "value",
							input,
							key,
							value: value$1
						};
						for (const issue of itemDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = itemDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!itemDataset.typed) dataset.typed = false;
					dataset.value.push(itemDataset.value);
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/boolean/boolean.ts
/* @__NO_SIDE_EFFECTS__ */
function boolean(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "boolean",
		reference: boolean,
		expects: "boolean",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "boolean") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/exactOptional/exactOptional.ts
/* @__NO_SIDE_EFFECTS__ */
function exactOptional(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "exact_optional",
		reference: exactOptional,
		expects: wrapped.expects,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/number/number.ts
/* @__NO_SIDE_EFFECTS__ */
function number$2(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "number",
		reference: number$2,
		expects: "number",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "number" && !isNaN(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/optional/optional.ts
/* @__NO_SIDE_EFFECTS__ */
function optional(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "optional",
		reference: optional,
		expects: `(${wrapped.expects} | undefined)`,
		async: false,
		wrapped,
		default: default_,
		"~run"(dataset, config$1) {
			if (dataset.value === void 0) {
				if (this.default !== void 0) dataset.value = /* @__PURE__ */ getDefault(this, dataset, config$1);
				if (dataset.value === void 0) {
					dataset.typed = true;
					return dataset;
				}
			}
			return this.wrapped["~run"](dataset, config$1);
		}
	});
}

//#endregion
//#region src/schemas/picklist/picklist.ts
/* @__NO_SIDE_EFFECTS__ */
function picklist(options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "picklist",
		reference: picklist,
		expects: /* @__PURE__ */ _joinExpects(options.map(_stringify), "|"),
		async: false,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			if (this.options.includes(dataset.value)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/record/record.ts
/* @__NO_SIDE_EFFECTS__ */
function record(key, value$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "record",
		reference: record,
		expects: "Object",
		async: false,
		key,
		value: value$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const entryKey in input) if (/* @__PURE__ */ _isValidObjectKey(input, entryKey)) {
					const entryValue = input[entryKey];
					const keyDataset = this.key["~run"]({ value: entryKey }, config$1);
					if (keyDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "key",
							input,
							key: entryKey,
							value: entryValue
						};
						for (const issue of keyDataset.issues) {
							issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = keyDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					const valueDataset = this.value["~run"]({ value: entryValue }, config$1);
					if (valueDataset.issues) {
						const pathItem = {
							type: "object",
							origin: "value",
							input,
							key: entryKey,
							value: entryValue
						};
						for (const issue of valueDataset.issues) {
							if (issue.path) issue.path.unshift(pathItem);
							else issue.path = [pathItem];
							dataset.issues?.push(issue);
						}
						if (!dataset.issues) dataset.issues = valueDataset.issues;
						if (config$1.abortEarly) {
							dataset.typed = false;
							break;
						}
					}
					if (!keyDataset.typed || !valueDataset.typed) dataset.typed = false;
					if (keyDataset.typed) dataset.value[keyDataset.value] = valueDataset.value;
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/strictObject/strictObject.ts
/* @__NO_SIDE_EFFECTS__ */
function strictObject(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "strict_object",
		reference: strictObject,
		expects: "Object",
		async: false,
		entries: entries$1,
		message: message$1,
		"~run"(dataset, config$1) {
			const input = dataset.value;
			if (input && typeof input === "object") {
				dataset.typed = true;
				dataset.value = {};
				for (const key in this.entries) {
					const valueSchema = this.entries[key];
					if (key in input || (valueSchema.type === "exact_optional" || valueSchema.type === "optional" || valueSchema.type === "nullish") && valueSchema.default !== void 0) {
						const value$1 = key in input ? input[key] : /* @__PURE__ */ getDefault(valueSchema);
						const valueDataset = valueSchema["~run"]({ value: value$1 }, config$1);
						if (valueDataset.issues) {
							const pathItem = {
								type: "object",
								origin: "value",
								input,
								key,
								value: value$1
							};
							for (const issue of valueDataset.issues) {
								if (issue.path) issue.path.unshift(pathItem);
								else issue.path = [pathItem];
								dataset.issues?.push(issue);
							}
							if (!dataset.issues) dataset.issues = valueDataset.issues;
							if (config$1.abortEarly) {
								dataset.typed = false;
								break;
							}
						}
						if (!valueDataset.typed) dataset.typed = false;
						dataset.value[key] = valueDataset.value;
					} else if (valueSchema.fallback !== void 0) dataset.value[key] = /* @__PURE__ */ getFallback(valueSchema);
					else if (valueSchema.type !== "exact_optional" && valueSchema.type !== "optional" && valueSchema.type !== "nullish") {
						_addIssue(this, "key", dataset, config$1, {
							input: void 0,
							expected: `"${key}"`,
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						if (config$1.abortEarly) break;
					}
				}
				if (!dataset.issues || !config$1.abortEarly) {
					for (const key in input) if (!Object.prototype.hasOwnProperty.call(this.entries, key)) {
						_addIssue(this, "key", dataset, config$1, {
							input: key,
							expected: "never",
							path: [{
								type: "object",
								origin: "key",
								input,
								key,
								value: input[key]
							}]
						});
						break;
					}
				}
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/string/string.ts
/* @__NO_SIDE_EFFECTS__ */
function string(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "string",
		reference: string,
		expects: "string",
		async: false,
		message: message$1,
		"~run"(dataset, config$1) {
			if (typeof dataset.value === "string") dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/unknown/unknown.ts
/**
* Creates a unknown schema.
*
* @returns A unknown schema.
*/
/* @__NO_SIDE_EFFECTS__ */
function unknown() {
	return _standardSchema({
		kind: "schema",
		type: "unknown",
		reference: unknown,
		expects: "unknown",
		async: false,
		"~run"(dataset) {
			dataset.typed = true;
			return dataset;
		}
	});
}

//#endregion
//#region src/methods/pipe/pipe.ts
/* @__NO_SIDE_EFFECTS__ */
function pipe(...pipe$1) {
	return _standardSchema({
		...pipe$1[0],
		pipe: pipe$1,
		"~run"(dataset, config$1) {
			for (const item of pipe$1) if (item.kind !== "metadata") {
				if (dataset.issues && (item.kind === "schema" || item.kind === "transformation")) {
					dataset.typed = false;
					break;
				}
				if (!dataset.issues || !config$1.abortEarly && !config$1.abortPipeEarly) dataset = item["~run"](dataset, config$1);
			}
			return dataset;
		}
	});
}

//#endregion
//#region src/methods/safeParse/safeParse.ts
/**
* Parses an unknown input based on a schema.
*
* @param schema The schema to be used.
* @param input The input to be parsed.
* @param config The parse configuration.
*
* @returns The parse result.
*/
/* @__NO_SIDE_EFFECTS__ */
function safeParse(schema, input, config$1) {
	const dataset = schema["~run"]({ value: input }, /* @__PURE__ */ getGlobalConfig());
	return {
		typed: dataset.typed,
		success: !dataset.issues,
		output: dataset.value,
		issues: dataset.issues
	};
}

/** What people type where something must be: neighbours on a keyboard, and words for nothing in particular. */
new Set(`asd asdf asdfg asdfgh asdfghjkl asdasd asdfasdf sdf sdfsdf dfg dfgh fgh ghj hjk jkl hjkl lkj lkjh fdsa
  qwe qwer qwert qwerty qwertyuiop qwertz qweqwe qweasd azerty zxc zxcv zxcvb zxcvbn zxcvbnm yxcv
  test tests testing tester testtest bla blah blabla blahblah abc abcd abcde abcdef abcdefg aabbcc xyz
  lorem ipsum unknown anonymous noname nobody nothing whatever`.split(/\s+/));

function isObject$1(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** Nothing was said: null, an empty or blank text, a number that is none, an empty list. */
function isBlank(value) {
    if (value === undefined || value === null)
        return true;
    if (typeof value === 'string')
        return value.trim() === '';
    if (Array.isArray(value))
        return value.length === 0;
    return typeof value === 'number' && !Number.isFinite(value);
}
/** What programs and people write where they have nothing to say, in lower case. */
const WORDS$3 = new Set([
    'null',
    'undefined',
    'none',
    'nil',
    'nan',
    'n/a',
    'n.a.',
    'n.a',
    'n / a',
    '(null)',
    '(none)',
    '<null>',
    '[object object]',
    'not applicable',
    'not available',
    'not provided',
    'not set',
    '(not set)',
    '(not provided)',
]);
/** Placeholders of templates that nobody filled in: `{{first_name}}`, `*|FNAME|*`, `${name}`, `[your-name]`. */
const PLACEHOLDER$2 = /^(?:\{\{\{?[\w .|:'"()-]{1,60}\}?\}\}|[$#]?\{[\w.-]{1,40}\}|<%[^<>%]{0,60}%>|\[\[?[a-z]+[-_:][\w:.-]{1,40}\]?\]|\*\|[\w:,-]{1,40}\|\*|%%?[a-z_]{3,40}%%?)$/i;
/** What a list of choices shows while none is made, in five languages; one word alone may be a name. */
const CHOOSE = /^(?:please|bitte|veuillez|por favor)? ?(?:select|choose|pick|wählen|auswählen|wähle|choisir|choisissez|sélectionner|sélectionnez|seleccione|selecciona|elija|elige|selecione|escolha)(?: (?:sie|an?|one|your|the|une?|una?|eine?|uma?|votre|su|tu))?(?: (?:option|value|country|state|answer|opción|opção|pays|land|país))?(?: aus)?$/iu;
const DECORATION = /^[-–—.…*:\s]+|[-–—.…*:\s]+$/g;
/** `Please select`, `-- Select --`, `Choose one…`. */
function isUnchosen(text) {
    if (text.length > 40)
        return false;
    const bare = text.replace(DECORATION, '');
    return (bare !== text || bare.includes(' ')) && CHOOSE.test(bare);
}
const SAYS_SOMETHING = /[\p{L}\p{N}\p{S}]/u;
/** A text that says nothing: `null`, `N/A`, `none`, `-`, `...`, `{{first_name}}`, `-- Select --`. */
function isNothing(value) {
    if (isBlank(value))
        return true;
    if (typeof value !== 'string' || value.length > 200)
        return false;
    const text = value.trim();
    if (!SAYS_SOMETHING.test(text) || isWord(text) || isUnchosen(text))
        return true;
    return text.split(/\s+/).every(isWord);
}
/** Also twice over: programs join a first and a last name that are not there. */
const isWord = (text) => WORDS$3.has(text.toLowerCase()) || PLACEHOLDER$2.test(text);

/** What people who write JSON by hand get wrong, the first that is found is told. */
const FAULTS = [
    [
        /[\u201c-\u201f\u2018-\u201b\u00ab\u00bb]/,
        'write plain quotes (") instead of typographic ones',
    ],
    [/[{[,:]\s*'/, `write double quotes (") instead of single ones (')`],
    [/,\s*[}\]]/, 'take away the comma before the closing bracket'],
    [/["}\]\d]\s*\n?\s+"/, 'there is a comma missing between two entries'],
    [/[{,]\s*[A-Za-z_][\w ]*\s*:/, 'write names in double quotes, such as {"name": "value"}'],
    [/^\s*[^{["\s]/, 'it has to begin with a bracket, such as {"name": "value"}'],
];
/** Why a text is no JSON, in words that say what to mend. */
function jsonFault(text) {
    const given = text.slice(0, MAX_CHARACTERS$4);
    const [, advice] = FAULTS.find(([found]) => found.test(given)) ?? [];
    if (advice !== undefined)
        return `is not JSON: ${advice}`;
    const opened = count$1(given, /[{[]/g);
    const closed = count$1(given, /[}\]]/g);
    return opened === closed
        ? 'is not JSON; check quotes and commas'
        : `is not JSON: a ${opened > closed ? 'closing' : 'opening'} bracket is missing`;
}
/** No setting is longer. */
const MAX_CHARACTERS$4 = 20_000;
const count$1 = (text, of) => text.match(of)?.length ?? 0;

/** What a parser of another world returns, as a step of a valibot pipe. */
const step = (parse) => rawTransform(({ dataset, addIssue, NEVER }) => {
    const result = parse(dataset.value);
    if (result.ok)
        return result.value;
    addIssue({ message: result.reason });
    return NEVER;
});
const trimmed = (message = 'must be a text') => pipe(unknown(), check((raw) => typeof raw !== 'object', message), transform((raw) => unquoted(String(raw).trim())));
/** Quotes that were copied along with the value, or meant for a file that keeps them. */
const unquoted = (given) => /^(["'`])(.+)\1$/s.exec(given)?.[2]?.trim() ?? given;
const parsedJson = pipe(unknown(), step(readJson));
/** `vars` in wrangler.jsonc may hold the object itself; a secret and `.dev.vars` hold its text. */
function readJson(raw) {
    if (typeof raw === 'object')
        return { ok: true, value: raw };
    try {
        return { ok: true, value: JSON.parse(withoutShellQuotes(String(raw))) };
    }
    catch {
        return { ok: false, reason: jsonFault(String(raw)) };
    }
}
/** JSON in single quotes is how a shell wants it. */
const withoutShellQuotes = (given) => given.trim().replace(/^'(.*)'$/s, '$1');
/** Any text of at least so many characters. */
function text$2({ minCharacters = 1 } = {}) {
    const message = `must have at least ${minCharacters} characters`;
    return {
        schema: pipe(trimmed(), minLength(minCharacters, message)),
        json: { type: 'string', minLength: minCharacters },
    };
}
/** A text that a parser of its own understands. */
function readBy(parse) {
    return { schema: pipe(trimmed(), step(parse)), json: { type: 'string' } };
}
function wholeNumber({ min, max }) {
    const message = `must be a whole number from ${min} to ${max}`;
    return {
        schema: pipe(trimmed(message), regex(/^\d{1,15}$/, message), transform(Number), minValue(min, message), maxValue(max, message)),
        json: {
            anyOf: [
                { type: 'integer', minimum: min, maximum: max },
                { type: 'string', pattern: '^ *\\d* *$' },
            ],
        },
    };
}
function oneOf(choices) {
    const message = `must be one of ${choices.join(', ')}`;
    return {
        schema: pipe(trimmed(message), toLowerCase(), picklist(choices, message)),
        json: { enum: ['', ...choices] },
    };
}
const ON = ['1', 'true'];
const OFF = ['0', 'false'];
function flag() {
    const message = 'must be 1 or 0';
    return {
        schema: pipe(trimmed(message), toLowerCase(), picklist([...ON, ...OFF], message), transform((word) => ON.some((on) => on === word))),
        json: { enum: ['', '1', '0', 1, 0, true, false] },
    };
}
/** A JSON object, or a list where the setting takes one too. */
function json(rest, { orList = false } = {}) {
    const types = orList ? ['object', 'array', 'string'] : ['object', 'string'];
    const schema = typeof rest === 'function' ? pipe(parsedJson, step(rest)) : pipe(parsedJson, rest);
    return { schema, json: { type: types } };
}
/** A JSON list, or what it would hold as plain text: one, or several with commas between them. */
function list(parseItem, { example }) {
    const parseAll = (given) => {
        const items = typeof given === 'string' ? [given] : given;
        if (!Array.isArray(items))
            return { ok: false, reason: `must be a JSON list, such as ["${example}"]` };
        const values = new Set();
        for (const item of items) {
            const parsed = parseItem(item);
            if (!parsed.ok)
                return { ok: false, reason: `${JSON.stringify(item)} ${parsed.reason}` };
            values.add(parsed.value);
        }
        return { ok: true, value: values };
    };
    return {
        schema: pipe(unknown(), transform(plainList), parsedJson, step(parseAll)),
        json: { type: ['array', 'string'], items: { type: 'string' } },
    };
}
/** JSON begins with a bracket or a quotation mark; plain text does not. */
function plainList(raw) {
    if (isObject$1(raw) || Array.isArray(raw))
        return raw;
    const given = withoutShellQuotes(String(raw));
    if (/^[[{"]/.test(given))
        return given;
    const items = given.split(/[\s,]+/).filter(Boolean);
    // Commas alone are a slip, and no list of nothing, which would let any host in.
    return items.length === 0 ? [given] : items;
}

/** What goes before the key in examples of its use. */
const COPIED_ALONG = /^(?:(?:authorization: *)?(?:token +)?token=|bearer +)/i;
/** Reads an API key of Freshsales, also with what examples write around it: `Token token=…`. */
function parseApiKey(given) {
    const key = given.replace(COPIED_ALONG, '').replace(/^(["'])(.+)\1$/, '$2');
    return /^[!-~]+$/.test(key)
        ? succeed(key)
        : fail('has a blank or a character that no key has: copy it again from Freshsales');
}

/** Which Freshsales account it is. */
const ACCOUNT_SETTINGS = {
    FRESHSALES_DOMAIN: {
        field: 'namedDomain',
        // Loopback is let through everywhere: from Cloudflare's network it leads nowhere.
        format: readBy((given) => parseDomain(given, { allowLoopback: true })),
        required: { unless: 'FRESHSALES_HOST' },
        about: 'Your Freshsales account, in any spelling people copy: `acme`, `acme.myfreshworks.com`, `https://acme.myfreshworks.com/crm/sales/`, `acme.freshsales.io`.',
        advice: 'the address of your account',
        example: 'acme.myfreshworks.com',
    },
    FRESHSALES_HOST: {
        field: 'ownHost',
        format: readBy(parseHost),
        about: 'Only for an account that is reached on a host of your own instead of `*.myfreshworks.com`: that host. The API key is sent there, so write it with care. It comes before FRESHSALES_DOMAIN, which may then be left out.',
        unset: 'none',
        advice: 'the host at which your browser shows Freshsales, or leave it out',
        example: 'crm.acme.com',
    },
    FRESHSALES_API_KEY: {
        field: 'apiKey',
        format: readBy(parseApiKey),
        secret: true,
        required: true,
        about: 'The API key of the Freshsales user who writes (Profile settings → API settings).',
        advice: 'the API key from Freshsales, Profile settings → API settings',
    },
    FRESHSALES_API_KEY_NEXT: {
        field: 'nextApiKey',
        format: readBy(parseApiKey),
        secret: true,
        about: 'The next API key, tried when the first is refused: set it, then change the key.',
        unset: 'none',
        advice: 'the API key that will replace the first, or leave it out',
    },
    FRESHSALES_APP_TOKEN: {
        field: 'appToken',
        format: text$2(),
        secret: true,
        about: 'Turns on Freshsales’ tracking API, used for events and page views. It stands in Freshsales’ tracking code: Admin settings → Website tracking.',
        unset: 'off',
        advice: 'the app token from Freshsales, Admin settings → Website tracking',
    },
};

/** RFC 5321: 64 characters before the @, 254 in all. */
const MAX_EMAIL_CHARACTERS = 254;
const MAX_LOCAL_CHARACTERS = 64;
/** What mail servers take in practice; quoted local parts and bare IP addresses are typing errors on a web form. */
const EMAIL$1 = /^[^\s\p{C}@"(),:;<>[\]\\]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?\.)+\p{L}[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}]$/u;
/** The same for what nearly every address is made of, which is told ten times as fast. */
const ASCII_EMAIL = /^[^\s"(),:;<>@[\]\\]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;
/** `Ann Lee <ann@acme.example>`, as mail programs copy it. */
const IN_BRACKETS = /^[^<>]*<([^<>]+)>[\s.,;]*$/;
/** In the widths that keyboards write it in. */
const AT = /[@\ufe6b\uff20]/;
/** Nothing invisible and no blank, as addresses nearly always are. */
const PLAIN$1 = /^[!-~]+$/;
const SCHEME = /^mailto:([^?]*)/i;
/** An e-mail address, clean and in lower case, or undefined. Of a list the first good one. */
function toEmail(value) {
    if (Array.isArray(value))
        return firstEmail(value);
    if (typeof value !== 'string' || value.length > 2 * MAX_EMAIL_CHARACTERS)
        return undefined;
    if (!AT.test(value))
        return undefined;
    const email = bareAddress(value);
    const at = email.indexOf('@');
    if (at < 1 || at > MAX_LOCAL_CHARACTERS || email.length > MAX_EMAIL_CHARACTERS)
        return undefined;
    const local = email.slice(0, at);
    if (local.startsWith('.') || local.endsWith('.') || local.includes('..'))
        return undefined;
    const isGood = PLAIN$1.test(email) ? ASCII_EMAIL.test(email) : EMAIL$1.test(email);
    return isGood ? email : undefined;
}
/**
 * Without invisible characters; and as Latin keyboards write it, where a Japanese one gave
 * `ａｎｎ＠acme．example`.
 */
const inLatin = (text) => text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replaceAll('。', '.');
/** Without what is pasted along with an address: a display name, the end of a sentence. */
function bareAddress(text) {
    const visible = PLAIN$1.test(text) ? text : inLatin(text).trim();
    const isBracketed = visible.includes('<');
    const inner = (isBracketed ? (IN_BRACKETS.exec(visible)?.[1] ?? visible) : visible).trim();
    const address = inner.includes(':') ? (SCHEME.exec(inner)?.[1] ?? inner) : inner;
    return address.replace(/[.,;]{1,3}$/, '').toLowerCase();
}
function firstEmail(values) {
    for (const value of values) {
        const email = typeof value === 'string' ? toEmail(value) : undefined;
        if (email !== undefined)
            return email;
    }
    return undefined;
}

/** Lengths of time, and when something will be, in milliseconds. */
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const SHAPE = /^(\p{L}+)\s+(\d{1,2})(?::00)?(?:\s+(\S+))?$/u;
/** Reads `Monday 08:00 Europe/Berlin`. Pure. */
function parseDigestTime(text) {
    const [, word = '', hours, timeZone = 'UTC'] = SHAPE.exec(text.trim()) ?? [];
    const weekday = WEEKDAYS.find((day) => word.length >= 2 && day.toLowerCase().startsWith(word.toLowerCase()));
    const hour = Number(hours);
    if (!weekday || !(hour <= 23))
        return fail('must be a weekday and a full hour, such as "Monday 08:00" or "Monday 08:00 Europe/Berlin"');
    if (!isTimeZone(timeZone))
        return fail(`${timeZone} is no time zone; write one like Europe/Berlin, or none for UTC`);
    return succeed({ weekday, hour, timeZone });
}
function isTimeZone(timeZone) {
    try {
        new Intl.DateTimeFormat('en', { timeZone });
        return true;
    }
    catch {
        return false;
    }
}

/** Reads ALERT_WEBHOOK; plain http only on this machine, where tests listen. */
function parseWebhook(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    const isLocal = url?.hostname === '127.0.0.1' || url?.hostname === 'localhost';
    return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal)
        ? succeed(url.href)
        : fail('must be an address that begins with https://');
}
/** Reads ALERT_EMAIL and ALERT_EMAIL_FROM. */
function parseAddress(text) {
    const email = toEmail(text);
    return email === undefined ? fail('is no e-mail address, such as ops@acme.com') : succeed(email);
}
/** Where Cloudflare can be told to keep objects, and which regions lie within. */
const JURISDICTIONS = {
    eu: ['weur', 'eeur'],
    fedramp: ['wnam', 'enam'],
};
const NAMES$2 = Object.keys(JURISDICTIONS);
const REGIONS = ['wnam', 'enam', 'sam', 'weur', 'eeur', 'apac', 'oc', 'afr', 'me'];
/** How it is run and watched. */
const OPERATION_SETTINGS = {
    DRY_RUN: {
        field: 'dryRun',
        format: flag(),
        fallback: '0',
        about: '`1` plans and logs the calls to Freshsales and sends none.',
        unset: 'off',
        advice: '"1" to send no call, or leave it out',
    },
    ALERT_WEBHOOK: {
        field: 'alertWebhook',
        format: readBy(parseWebhook),
        about: '`https` address that is told when leads wait too long, the API key is refused or dead letters grow: of Slack, Microsoft Teams or Discord, or of a program of your own, see [messages](operations.md#messages).',
        unset: 'none',
        advice: 'an address that begins with https://, or leave it out',
        example: 'https://hooks.example.com/leads',
    },
    ALERT_EMAIL: {
        field: 'alertEmail',
        format: readBy(parseAddress),
        about: 'E-mail address that is told the same. It needs ALERT_EMAIL_FROM and the binding `EMAIL`, see [messages](operations.md#messages).',
        unset: 'none',
        advice: 'an e-mail address, or leave it out',
        example: 'ops@acme.com',
    },
    ALERT_EMAIL_FROM: {
        field: 'alertEmailFrom',
        format: readBy(parseAddress),
        about: 'Address that these e-mails come from, of a domain that may send from your account.',
        unset: 'none',
        advice: 'an address of a domain that may send from your Cloudflare account',
        example: 'edge@acme.com',
    },
    ALERT_DETAILS: {
        field: 'alertDetails',
        format: flag(),
        fallback: '0',
        about: '`1` lets messages say whom they are about. Whoever reads the channel then reads personal data, and whoever runs it gets them.',
        unset: 'off: no message holds personal data',
        advice: '"1" to be told names and addresses, or leave it out',
    },
    ALERT_AFTER_MINUTES: {
        field: 'alertAfterMinutes',
        format: wholeNumber({ min: 1, max: 10_080 }),
        fallback: 15,
        about: 'Minutes a lead may wait before the alert and before `/health` says degraded.',
        advice: 'a number',
        example: '15',
    },
    DIGEST: {
        field: 'digest',
        format: readBy(parseDigestTime),
        about: 'Weekday and full hour at which whoever is told of trouble gets a digest of the week, such as `Monday 08:00 Europe/Berlin`, or `Monday 08:00` in UTC; without personal data. It needs ALERT_WEBHOOK or ALERT_EMAIL, see [the digest](operations.md#the-digest).',
        unset: 'none',
        advice: '"Monday 08:00 Europe/Berlin", or leave it out',
        example: 'Monday 08:00 Europe/Berlin',
    },
    UPDATE_CHECK: {
        field: 'updateCheck',
        format: flag(),
        fallback: '0',
        about: '`1` lets the console ask npm, once a day while somebody looks, whether a newer version is out. Nothing is told to npm, and the edge asks nobody but Freshsales otherwise.',
        unset: 'off',
        advice: '"1" to be told of newer versions, or leave it out',
    },
    DAILY_ROWS: {
        field: 'dailyRows',
        format: wholeNumber({ min: 0, max: 1_000_000_000 }),
        fallback: 100_000,
        about: 'Rows that may be written a day, those of Cloudflare’s free plan unless you say otherwise; `0` for no limit, as on the paid plan. The last quarter is kept for leads: what strangers do is turned away first.',
        advice: '"0" on the paid plan, or the rows a day that your plan has',
        example: '100000',
    },
    JURISDICTION: {
        field: 'jurisdiction',
        format: oneOf(NAMES$2),
        about: 'Where the data lives and is worked on, by Cloudflare’s word: `eu` or `fedramp`. To be set before the first event: later it is refused, because what is kept would stay where it was.',
        unset: 'anywhere, near the first visitor',
        advice: '"eu" or "fedramp", or leave it out',
    },
    REGION: {
        field: 'region',
        format: oneOf(REGIONS),
        about: 'A hint where the data should live, without a promise: `wnam`, `enam`, `sam`, `weur`, `eeur`, `apac`, `oc`, `afr` or `me`. It counts when the first event comes.',
        unset: 'near the first visitor',
        advice: `one of ${REGIONS.join(', ')}, or leave it out`,
    },
};

const ASCII$1 = /^[ -~]*$/;
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}.]/gu;
/** All spellings of a name are one: `Lead Source`, `leadSource` and `lead_source`; also of one in Hindi, by all its signs. */
function looseName(name) {
    const composed = ASCII$1.test(name) ? name : name.normalize('NFC');
    return composed.toLowerCase().replace(BETWEEN_WORDS, '');
}
/** The first value that says something under one of the names, in any spelling; the names in their order. */
function valueNamed(traits, names) {
    if (!isObject$1(traits))
        return undefined;
    let best;
    for (const key in traits) {
        const value = traits[key];
        const rank = names.indexOf(looseName(key));
        if (rank < 0 || value === undefined || value === false || isNothing(value))
            continue;
        if (best === undefined || rank < best.rank)
            best = { value, rank };
    }
    return best?.value;
}

/** The same keys in the traits of the call and then in those of the context. */
function traits(...keys) {
    return [...keys.map((key) => `traits.${key}`), ...contextTraits(...keys)];
}
function contextTraits(...keys) {
    return keys.map((key) => `context.traits.${key}`);
}
/** `lead_source_id` → `leadSourceId`, which is how Segment's destination wants it. */
function camelCase(field) {
    return field.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
}

/** `taken` names the traits that are not fields of this object, `words` are loose names of fields that no row lists. */
function indexTable(rows, taken = [], words = new Map()) {
    const own = new Map();
    const ofContext = new Map();
    const loose = new Map();
    const elsewhere = [];
    const nested = new Set();
    for (const row of rows) {
        for (const [rank, path] of [...row.from, ...(row.also ?? [])].entries()) {
            const target = path.startsWith('traits.')
                ? own
                : path.startsWith('context.traits.')
                    ? ofContext
                    : undefined;
            const key = path.replace(/^(?:context\.)?traits\./, '');
            target?.set(key, { row, rank });
            if (target === undefined)
                elsewhere.push({ row, rank, keys: path.split('.') });
            else if (key.includes('.'))
                nested.add(key.split('.', 1)[0] ?? key);
            else
                loose.set(looseName(key), row);
        }
    }
    for (const row of rows) {
        for (const name of [row.field, camelCase(row.field)])
            loose.set(looseName(name), row);
    }
    for (const [word, field] of words) {
        const row = rows.find((each) => each.field === field);
        if (row && !loose.has(word))
            loose.set(word, row);
    }
    return {
        traits: { traits: own, 'context.traits': ofContext },
        loose,
        elsewhere,
        nested,
        taken: new Set(taken.map(looseName)),
    };
}

const POSTCODE = [
    'zip',
    'zipcode',
    'zip_code',
    'zipCode',
    'postalcode',
    'postal_code',
    'postalCode',
];
const ADDRESS_POSTCODE = ['postalcode', 'postal_code', 'postalCode'].map((key) => `address.${key}`);
const zipInAddress = (...keys) => [
    ...keys.map((key) => `address.${key}`),
    ...ADDRESS_POSTCODE,
];
/** The two halves differ in one detail, the rank of `zip`; that is how RudderStack reads it. */
const ZIPCODE_SOURCES = [
    ...[...POSTCODE, ...zipInAddress('zipcode', 'zip_code', 'zip', 'zipCode')].map((key) => `traits.${key}`),
    ...contextTraits(...POSTCODE, ...zipInAddress('zip', 'zipcode', 'zip_code', 'zipCode')),
];
const STRING_ADDRESS$1 = 'a text address is stored empty, an object gets stray blanks';
/** A contact. The e-mail address and the name's halves have rules of their own: `interpret/identify.ts`. */
// biome-ignore format: a table reads best with one row a line
const CONTACT = [
    { field: 'first_name', from: traits('firstName', 'firstname', 'first_name'), also: traits('givenName', 'given_name', 'forename', 'fname'), as: 'text', example: 'Ada' },
    { field: 'last_name', from: traits('lastName', 'lastname', 'last_name'), also: traits('familyName', 'family_name', 'surname', 'lname'), as: 'text', example: 'Lovelace' },
    { field: 'job_title', from: traits('job_title', 'jobTitle'), also: traits('title', 'position'), as: 'text', example: 'Engineer' },
    { field: 'work_number', from: [...traits('phone'), 'properties.phone'], also: traits('workPhone', 'phoneNumber', 'phone_number', 'telephone', 'tel'), as: 'phone', example: '+1 555 0100' },
    { field: 'mobile_number', from: traits('mobileNumber'), also: traits('mobile', 'mobilePhone', 'cellPhone', 'cell'), as: 'phone', example: '+1 555 0101' },
    { field: 'external_id', from: ['userId', 'traits.userId', 'traits.id', ...contextTraits('userId', 'id')], as: 'text', protected: 'always', example: 'user-1' },
    { field: 'address', from: traits('address'), also: traits('street', 'street_address', 'address1', 'addressLine1'), as: 'address', example: '1 Main St', lostByRudderStack: STRING_ADDRESS$1 },
    { field: 'city', from: traits('city', 'address.city'), also: traits('town', 'locality', 'address.locality'), as: 'text', example: 'Pune' },
    { field: 'state', from: traits('state', 'address.state'), also: traits('region', 'address.region', 'province'), as: 'text', example: 'MH' },
    { field: 'country', from: traits('address.country', 'country'), also: traits('countryName', 'countryCode'), as: 'text', example: 'India' },
    { field: 'zipcode', from: ZIPCODE_SOURCES, also: traits('postcode'), as: 'text', example: '411001' },
    { field: 'subscription_status', from: traits('subscriptionStatus'), as: 'subscription status', protected: 'once there', example: 'subscribed' },
    { field: 'subscription_types', from: traits('subscriptionTypes'), as: 'subscription types', protected: 'once there', example: ['newsletter', 'promotional'] },
    { field: 'unsubscription_reason', from: [], as: 'as it is', protected: 'once there', example: 6 },
    { field: 'other_unsubscription_reason', from: [], as: 'text', protected: 'once there', example: 'Moved' },
    { field: 'whatsapp_subscription_status', from: [], as: 'subscription status', protected: 'once there', example: 1 },
    { field: 'sms_subscription_status', from: [], as: 'subscription status', protected: 'once there', example: 1 },
    { field: 'sales_accounts', from: traits('salesAccounts', 'sales_accounts'), as: 'as it is', protected: 'always', example: [{ id: 70000000101, is_primary: true }] },
    { field: 'sales_account_id', from: [], as: 'reference', protected: 'always', example: 70000000101 },
    { field: 'owner_id', from: traits('ownerId'), also: traits('owner', 'salesOwner'), as: 'reference', list: 'owners', protected: 'always', example: 'ann@acme.com' },
    { field: 'territory_id', from: traits('territoryId'), also: traits('territory'), as: 'reference', list: 'territories', protected: 'always', example: 'North' },
    { field: 'lead_source_id', from: traits('leadSourceId'), also: traits('leadSource'), as: 'reference', list: 'lead_sources', protected: 'once there', example: 'Web' },
    { field: 'visit_lead_source', from: [], also: ['context.attribution.first.leadSource'], as: 'reference', list: 'lead_sources', instead: 'lead_source_id', writes: 'once', example: 'Organic Search' },
    { field: 'lifecycle_stage_id', from: traits('lifecycleStageId'), also: traits('lifecycleStage', 'lifecycleStageName'), as: 'reference', list: 'lifecycle_stages', protected: 'always', example: 'Lead' },
    { field: 'contact_status_id', from: traits('contactStatusId'), also: traits('contactStatus'), as: 'reference', list: 'contact_statuses', protected: 'always', example: 'New' },
    { field: 'lost_reason_id', from: [], as: 'reference', protected: 'always', example: 70000000501 },
    { field: 'campaign_id', from: traits('campaignId', 'campaign_id'), also: traits('campaign'), as: 'reference', list: 'campaigns', protected: 'once there', example: 'Spring' },
    { field: 'utm_campaign', from: ['context.campaign.name'], also: ['context.attribution.last.name'], as: 'reference', list: 'campaigns', instead: 'campaign_id', writes: 'fills', example: 'Spring', lostByRudderStack: 'a text is lost, only an id arrives' },
    { field: 'medium', from: traits('medium'), as: 'text', example: 'cpc' },
    { field: 'visit_medium', from: [], also: ['context.campaign.medium', 'context.attribution.last.medium'], as: 'text', instead: 'medium', writes: 'fills', example: 'cpc' },
    { field: 'keyword', from: traits('keyword'), as: 'text', example: 'crm' },
    { field: 'visit_keyword', from: ['context.campaign.term'], also: ['context.attribution.last.term'], as: 'text', instead: 'keyword', writes: 'fills', example: 'crm' },
    { field: 'first_source', from: [], also: ['context.attribution.first.source'], writes: 'once', as: 'channel', example: 'google' },
    { field: 'first_medium', from: [], also: ['context.attribution.first.medium'], writes: 'once', as: 'channel', example: 'cpc' },
    { field: 'first_campaign', from: [], also: ['context.attribution.first.name'], writes: 'once', as: 'text', example: 'spring' },
    { field: 'last_source', from: [], also: ['context.attribution.last.source'], writes: 'once', as: 'channel', example: 'newsletter' },
    { field: 'last_medium', from: [], also: ['context.attribution.last.medium'], writes: 'once', as: 'channel', example: 'email' },
    { field: 'last_campaign', from: [], also: ['context.attribution.last.name'], writes: 'once', as: 'text', example: 'may' },
    { field: 'latest_source', from: [], also: ['context.attribution.last.source'], as: 'channel', example: 'newsletter' },
    { field: 'latest_medium', from: [], also: ['context.attribution.last.medium'], as: 'channel', example: 'email' },
    { field: 'latest_campaign', from: [], also: ['context.attribution.last.name'], as: 'text', example: 'may' },
    { field: 'time_zone', from: [...traits('timeZone'), 'context.timeZone'], also: [...traits('timezone', 'zoneinfo'), 'context.timezone'], as: 'time zone', example: 'Europe/Berlin' },
    { field: 'facebook', from: traits('facebookUserName'), also: traits('facebookUrl'), as: 'text', example: 'ada.l' },
    { field: 'twitter', from: traits('twitterUserName'), also: traits('twitterHandle'), as: 'text', example: 'ada' },
    { field: 'linkedin', from: traits('linkedinUserName'), also: traits('linkedinUrl'), as: 'text', example: 'adalovelace' },
    { field: 'work_email', from: [], as: 'text', protected: 'always', example: 'ada@work.example' },
    { field: 'created_at', from: traits('createdAt'), as: 'moment', example: 1599264000, lostByRudderStack: 'epoch numbers are not converted; without it, now is sent' },
];

const STRING_ADDRESS = 'a text address is stored empty, an object gets stray blanks';
/**
 * An account: what `group` and the `company` of an `identify` become. Its name is the unique identifier.
 * Intentionally without `street`: RudderStack's documented sample sends it and no address comes of it.
 */
// biome-ignore format: a table reads best with one row a line
const ACCOUNT$1 = [
    { field: 'name', from: traits('name'), also: traits('companyName', 'company', 'organization', 'organizationName'), as: 'text', example: 'Acme' },
    { field: 'industry_type_id', from: traits('industryTypeId'), also: traits('industry', 'industryType'), as: 'reference', list: 'industry_types', example: 'Technology' },
    { field: 'business_type_id', from: traits('business_type_id', 'businessTypeId'), also: traits('businessType'), as: 'reference', list: 'business_types', example: 'Partner' },
    { field: 'phone', from: [...traits('phone'), 'properties.phone'], also: traits('phoneNumber', 'telephone'), as: 'phone', example: '+1 555 0199' },
    { field: 'number_of_employees', from: traits('numberOfEmployees'), also: traits('employees', 'employee_count', 'companySize', 'headcount', 'size'), as: 'headcount', example: 51 },
    { field: 'annual_revenue', from: traits('annualRevenue'), also: traits('revenue'), as: 'amount', example: '10000.50 USD' },
    { field: 'address', from: traits('address'), also: traits('address1'), as: 'address', example: '1 Main St', lostByRudderStack: STRING_ADDRESS },
    { field: 'city', from: traits('city', 'address.city'), as: 'text', example: 'Pune' },
    { field: 'state', from: traits('state', 'address.state'), also: traits('region', 'address.region'), as: 'text', example: 'MH' },
    { field: 'country', from: traits('address.country', 'country'), as: 'text', example: 'India' },
    { field: 'zipcode', from: ZIPCODE_SOURCES, also: traits('postcode'), as: 'text', example: '411001' },
    { field: 'website', from: traits('website'), also: traits('domain', 'url', 'homepage'), as: 'text', example: 'https://acme.example' },
    { field: 'territory_id', from: traits('territoryId'), also: traits('territory'), as: 'reference', list: 'territories', protected: 'always', example: 'North' },
    { field: 'parent_sales_account_id', from: traits('parentSalesAccountId'), as: 'reference', protected: 'always', example: 70000000102 },
    { field: 'owner_id', from: traits('ownerId'), also: traits('owner', 'salesOwner'), as: 'reference', list: 'owners', protected: 'always', example: 'ann@acme.com' },
    { field: 'facebook', from: traits('facebookUserName'), as: 'text', example: 'acme' },
    { field: 'twitter', from: traits('twitterUserName'), as: 'text', example: 'acme' },
    { field: 'linkedin', from: traits('linkedinUserName'), as: 'text', example: 'acme' },
    { field: 'tags', from: [], as: 'tags', example: ['customer'] },
    { field: 'created_at', from: traits('createdAt'), as: 'moment', example: '2024-01-01T00:00:00Z', lostByRudderStack: 'epoch numbers are not converted; without it, now is sent' },
];

const UNCONVERTED = 'a name must match to the letter, an id stays a text';
/** A sales activity, as RudderStack's `sales_activity` event describes it. */
// biome-ignore format: a table reads best with one row a line
const ACTIVITY = [
    { field: 'title', from: ['properties.title'], as: 'text', example: 'Demo' },
    { field: 'sales_activity_type_id', from: ['properties.salesActivityTypeId', 'properties.salesActivityName'], as: 'reference', list: 'sales_activity_types', example: 'Demo call', lostByRudderStack: UNCONVERTED },
    { field: 'sales_activity_outcome_id', from: ['properties.salesActivityOutcomeId'], also: ['properties.salesActivityOutcomeName'], as: 'reference', list: 'sales_activity_outcomes', example: 'Interested' },
    { field: 'start_date', from: ['properties.startDate'], as: 'moment', example: '2026-01-05T10:00:00Z' },
    { field: 'end_date', from: ['properties.endDate'], as: 'moment', example: '2026-01-05T10:30:00Z' },
    { field: 'notes', from: ['properties.notes'], as: 'text', example: 'plan: pro' },
    { field: 'owner_id', from: ['properties.ownerId'], also: ['properties.owner'], as: 'reference', list: 'owners', protected: 'always', example: 'ann@acme.com' },
    { field: 'creater_id', from: ['properties.createrId'], as: 'reference', list: 'owners', protected: 'always', example: 70000000401 },
    { field: 'location', from: ['properties.location'], as: 'text', example: 'Pune' },
    { field: 'latitude', from: ['latitude', 'context.address.latitude', 'context.location.latitude'], as: 'text', example: '18.52' },
    { field: 'longitude', from: ['longitude', 'context.address.longitude', 'context.location.longitude'], as: 'text', example: '73.86' },
    { field: 'checkedin_at', from: ['properties.checkedinAt'], as: 'moment', example: '2026-01-05T10:00:00Z' },
];
/** Without these Freshsales makes no activity. */
const REQUIRED_OF_ACTIVITY = [
    'title',
    'sales_activity_type_id',
    'start_date',
    'end_date',
];

const own = (...keys) => keys.map((key) => `traits.${key}`);
/** A deal: the `deal` of an `identify`, or an action of `EVENTS`. RudderStack makes none. */
// biome-ignore format: a table reads best with one row a line
const DEAL = [
    { field: 'name', from: [], as: 'text', example: 'Pro plan' },
    { field: 'amount', from: [], also: own('value'), as: 'amount', protected: 'always', example: 1234 },
    { field: 'currency_id', from: [], also: own('currency', 'currencyCode'), as: 'reference', list: 'currencies', example: 'EUR' },
    { field: 'deal_stage_id', from: [], also: own('stage', 'dealStage'), as: 'reference', list: 'deal_stages', protected: 'always', example: 'Won' },
    { field: 'deal_pipeline_id', from: [], also: own('pipeline', 'dealPipeline'), as: 'reference', list: 'deal_pipelines', protected: 'always', example: 'Default Pipeline' },
    { field: 'deal_type_id', from: [], also: own('type', 'dealType'), as: 'reference', list: 'deal_types', example: 'New Business' },
    { field: 'deal_reason_id', from: [], also: own('lostReason', 'dealReason'), as: 'reference', list: 'deal_reasons', protected: 'always', example: 'Price' },
    { field: 'deal_product_id', from: [], also: own('product', 'dealProduct'), as: 'reference', list: 'deal_products', example: 'Pro' },
    { field: 'deal_payment_status_id', from: [], also: own('paymentStatus'), as: 'reference', list: 'deal_payment_statuses', protected: 'always', example: 'Online' },
    { field: 'expected_close', from: [], also: own('expectedCloseDate', 'closeDate'), as: 'day', example: '2026-03-01' },
    { field: 'closed_date', from: [], as: 'day', protected: 'always', example: '2026-03-01' },
    { field: 'probability', from: [], as: 'number', protected: 'always', example: 50 },
    { field: 'forecast_category', from: [], as: 'as it is', protected: 'always', example: 1 },
    { field: 'owner_id', from: [], also: own('owner'), as: 'reference', list: 'owners', protected: 'always', example: 'ann@acme.com' },
    { field: 'territory_id', from: [], also: own('territory'), as: 'reference', list: 'territories', protected: 'always', example: 'North' },
    { field: 'lead_source_id', from: [], also: own('leadSource', 'source'), as: 'reference', list: 'lead_sources', example: 'Web' },
    { field: 'campaign_id', from: [], also: own('campaign'), as: 'reference', list: 'campaigns', example: 'Spring' },
    { field: 'sales_account_id', from: [], as: 'reference', protected: 'always', example: 70000000101 },
    { field: 'tags', from: [], as: 'tags', example: ['web'] },
];

/** A task for a sales rep: an action of `EVENTS`. RudderStack makes none. */
// biome-ignore format: a table reads best with one row a line
const TASK = [
    { field: 'title', from: [], as: 'text', example: 'Call ann@acme.com' },
    { field: 'description', from: [], also: ['traits.notes'], as: 'text', example: 'Asked for a quote' },
    { field: 'due_date', from: [], also: ['traits.due'], as: 'moment', example: '2026-01-06T10:00:00Z' },
    { field: 'owner_id', from: [], also: ['traits.owner'], as: 'reference', list: 'owners', example: 'ann@acme.com' },
];

/** Every table by its object. A lead takes the contact's, narrowed by `lead.ts`. */
const TABLES = {
    contact: CONTACT,
    lead: CONTACT,
    account: ACCOUNT$1,
    deal: DEAL,
    activity: ACTIVITY,
    task: TASK,
};
const ROWS = Object.fromEntries(Object.entries(TABLES).map(([object, rows]) => [
    object,
    new Map(rows.map((row) => [row.field, row])),
]));
function findRow(object, field) {
    return ROWS[object]?.get(field);
}
const contactFields = (writes) => new Set(CONTACT.filter((row) => row.writes === writes).map((row) => row.field));
/** Fields that tell how a person first came: whoever folds events keeps the first value of these, not the last. */
contactFields('once');
/** Fields that are written only where the contact has no value yet, under the name of the field they stand in for. */
contactFields('fills');
/** The fields that those fill. */
new Set(CONTACT.flatMap((row) => row.writes === 'fills' && row.instead !== undefined ? [row.instead] : []));

const INDEXES = new Map(Object.entries(TABLES).map(([object, rows]) => [object, indexTable(rows)]));
/** The field that a person means who writes a configuration: `leadSource`, `Lead source`, `lead_source_id`. */
function rowNamed(object, name) {
    return INDEXES.get(object)?.loose.get(looseName(name));
}
/** `cfPlan`, `cf_plan`: the API name of a custom field, or undefined when the name does not say that it is one. */
function customFieldName(name) {
    if (/^cf_./i.test(name))
        return name.toLowerCase();
    if (!/^cf[A-Z0-9]/.test(name))
        return undefined;
    const words = name.slice('cf'.length).replace(/([a-z0-9])([A-Z])/g, '$1_$2');
    return `cf_${words.toLowerCase()}`;
}

/** Reads the fields of a record as an operator writes them: names in any spelling, custom fields as `cf_…`. */
function parseFields(object, given) {
    const fields = {};
    const custom = {};
    for (const [name, value] of Object.entries(given)) {
        if (!isFieldValue(value))
            return fail(`${name}: must be a text, a number, true or false, or a list of these`);
        const fault = faultOfTemplate(value);
        if (fault !== undefined)
            return fail(`${name}: ${fault}`);
        const row = rowNamed(object, name);
        const customName = customFieldName(name);
        if (row !== undefined)
            fields[row.field] = value;
        else if (customName !== undefined)
            custom[customName] = value;
        else
            return fail(`${name}: is no field of a ${object}; a custom field is written cf_${name}`);
    }
    return succeed({ fields, custom });
}
function isFieldValue(value) {
    if (Array.isArray(value))
        return value.every((part) => isFieldValue(part) && !Array.isArray(part));
    return value !== null && value !== '' && !isObject$1(value);
}
/** `"Order {order_id"` would be one deal for all orders. */
function faultOfTemplate(value) {
    const texts = Array.isArray(value) ? value : [value];
    const isWrong = texts.some((text) => typeof text === 'string' && /[{}]/.test(text.replace(/\{[^{}]+\}/g, '')));
    return isWrong ? 'has a bracket too many or too few: a placeholder is {property}' : undefined;
}

/** What an operator writes → Freshsales' field. */
const KEYS = new Map([
    ['type', 'sales_activity_type_id'],
    ['title', 'title'],
    ['notes', 'notes'],
    ['outcome', 'sales_activity_outcome_id'],
    ['owner', 'owner_id'],
    ['location', 'location'],
]);
/** `"Demo"` is the type; `{"type": "Demo", "title": "…", "notes": "…", "outcome": "…", "owner": "ann@acme.com", "minutes": 30}` says more. */
function parseActivityAction(given) {
    const { minutes = 0, ...rest } = typeof given === 'string' ? { type: given } : isObject$1(given) ? given : {};
    const fields = {};
    for (const [key, value] of Object.entries(rest)) {
        const field = KEYS.get(key);
        if (field === undefined)
            return fail(`${key}: is not known; use ${[...KEYS.keys(), 'minutes'].join(', ')}`);
        if ((typeof value !== 'string' || value.trim() === '') && typeof value !== 'number')
            return fail(`${key}: must be a text or an id`);
        const fault = faultOfTemplate(value);
        if (fault !== undefined)
            return fail(`${key}: ${fault}`);
        fields[field] = value;
    }
    if (fields['sales_activity_type_id'] === undefined)
        return fail('type: is missing: name a sales activity type of your account');
    if (typeof minutes !== 'number' || !(minutes >= 0))
        return fail('minutes: must be a number, 0 or more');
    return succeed({ type: 'activity', fields, minutes });
}

/** `status` is short for the contact's; `lifecycleStage`, `owner`, `cf_plan` and every other field by its name. */
function parseContactAction(given) {
    if (!isObject$1(given))
        return fail('must be an object');
    const { status, ...rest } = given;
    const parsed = parseFields('contact', status === undefined ? rest : { ...rest, contactStatus: status });
    return parsed.ok ? succeed({ type: 'contact', ...parsed.value }) : parsed;
}

/** `{"name": "Order {order_id}", "amount": "{revenue}", "stage": "Won", "account": "{company}"}`. The same name again advances the same deal. */
function parseDealAction(given) {
    if (!isObject$1(given))
        return fail('must be an object such as {"name": "Order {order_id}", "amount": "{revenue}"}');
    const { account, ...rest } = given;
    if (typeof rest['name'] !== 'string')
        return fail('name: is missing: it is how the deal is found again');
    if (account !== undefined && typeof account !== 'string')
        return fail('account: must be the name of an account');
    const parsed = parseFields('deal', rest);
    if (!parsed.ok)
        return parsed;
    return succeed({ type: 'deal', ...parsed.value, ...(account === undefined ? {} : { account }) });
}

/** A task years ahead is a mistyped one. */
const MAX_DAYS = 365;
const EXAMPLE$1 = '{"title": "Call {email}", "dueInDays": 1, "owner": "ann@acme.com"}';
/** `"Call {email}"` is the title, due at once; an object says more. A text may hold `{property}` of the event or `{field}` of the person. */
function parseTaskAction(given) {
    const task = typeof given === 'string' ? { title: given } : given;
    if (!isObject$1(task))
        return fail(`must be a text or an object such as ${EXAMPLE$1}`);
    const { dueInDays = 0, ...rest } = task;
    if (typeof rest['title'] !== 'string' || rest['title'].trim() === '')
        return fail(`title: is missing: say what is to be done, as in ${EXAMPLE$1}`);
    if (!isDays(dueInDays))
        return fail(`dueInDays: must be a whole number from 0 to ${MAX_DAYS}`);
    const parsed = parseFields('task', rest);
    if (!parsed.ok)
        return parsed;
    const [custom] = Object.keys(parsed.value.custom);
    if (custom !== undefined)
        return fail(`${custom}: a task has no custom fields`);
    return succeed({ type: 'task', fields: parsed.value.fields, dueInDays });
}
function isDays(value) {
    return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MAX_DAYS;
}

const BUILT_IN = ['sales_activity', 'lifecycle_stage'];
/**
 * Reads the `EVENTS` configuration:
 *
 * ```json
 * {
 *   "Signed Up": { "lifecycleStage": "Lead", "tag": "signed up" },
 *   "Demo Requested": { "status": "Interested", "activity": "Demo" },
 *   "Order Completed": { "deal": { "name": "Order {order_id}", "amount": "{revenue}", "stage": "Won" } },
 *   "Call Logged": "sales_activity"
 * }
 * ```
 *
 * What writes a protected field (a stage, an owner, an amount) acts on the word of a server; with
 * `"from": "page"` beside it also on that of a page, whose events anybody can send.
 *
 * An event may also have a list of these. RudderStack's `[{"from": "Signed Up", "to": "lifecycle_stage"}]` is read too.
 */
function parseActions(value) {
    if (Array.isArray(value))
        return parseRudderStack(value);
    if (!isObject$1(value))
        return fail('must be an object: {"Signed Up": {"lifecycleStage": "Lead"}}');
    const actions = new Map();
    for (const [name, given] of Object.entries(value)) {
        const parsed = parseEvent(given);
        if (!parsed.ok)
            return fail(`${JSON.stringify(name)}: ${parsed.reason}`);
        actions.set(eventKey(name), [...(actions.get(eventKey(name)) ?? []), ...parsed.value]);
    }
    return succeed(actions);
}
/** Names are compared whatever their case and the blanks around them. */
function eventKey(name) {
    return name.trim().toLowerCase();
}
/** One of RudderStack's two own event names, however it is written: ` Lifecycle  Stage ` is `lifecycle_stage`. */
function builtInAction(name) {
    const spelled = eventKey(name).replace(/\s+/g, '_');
    const type = BUILT_IN.find((known) => known === spelled);
    return type && { type };
}
/** Rows without a target are left over from RudderStack's settings page; they mean nothing. */
function parseRudderStack(rows) {
    const actions = new Map();
    for (const [index, row] of rows.entries()) {
        if (!isObject$1(row) || typeof row['from'] !== 'string' || typeof row['to'] !== 'string') {
            return fail(`[${index}]: must be {"from": "event name", "to": "lifecycle_stage"}`);
        }
        if (row['from'].trim() === '' || row['to'].trim() === '')
            continue;
        const parsed = parseOne(row['to']);
        if (!parsed.ok)
            return fail(`[${index}].to: ${parsed.reason}`);
        const key = eventKey(row['from']);
        actions.set(key, [...(actions.get(key) ?? []), ...parsed.value]);
    }
    return succeed(actions);
}
function parseEvent(given) {
    if (!Array.isArray(given))
        return parseOne(given);
    const all = [];
    for (const [index, one] of given.entries()) {
        const parsed = parseOne(one);
        if (!parsed.ok)
            return fail(`[${index}]: ${parsed.reason}`);
        all.push(...parsed.value);
    }
    return succeed(all);
}
function parseOne(given) {
    if (typeof given === 'string') {
        const builtIn = builtInAction(given);
        return builtIn
            ? succeed([builtIn])
            : fail(`${JSON.stringify(given)} is no action: use "sales_activity", "lifecycle_stage" or an object`);
    }
    if (!isObject$1(given))
        return fail('must be an object such as {"lifecycleStage": "Lead"}');
    const { tag, tags, activity, task, deal: givenDeal, from, back, ...contact } = given;
    if (back !== undefined && back !== true)
        return fail('back: must be true, or be left out: whether a stage may go back');
    const { deal, from: fromOfDeal } = takeFrom(givenDeal);
    for (const value of [from, fromOfDeal])
        if (value !== undefined && value !== 'page')
            return fail('from: must be "page", or be left out: who may send the event');
    const parsed = together([
        ['tag', tag, parseTags],
        ['tags', tags, parseTags],
        ['activity', activity, parseActivityAction],
        ['task', task, parseTaskAction],
        ['deal', deal, parseDealAction],
        ['', Object.keys(contact).length === 0 ? undefined : contact, parseContactAction],
    ]);
    if (!parsed.ok)
        return parsed;
    const isFromPage = ({ type }) => from === 'page' || (type === 'deal' && fromOfDeal);
    return succeed(parsed.value.map((action) => ({
        ...action,
        ...(isFromPage(action) ? { fromPage: true } : {}),
        ...(back === true && { back }),
    })));
}
/** `from` may stand inside the deal as well as beside it. */
function takeFrom(deal) {
    if (!isObject$1(deal))
        return { deal };
    const { from, ...rest } = deal;
    return { deal: rest, from };
}
function together(parts) {
    const actions = [];
    for (const [key, given, parse] of parts) {
        if (given === undefined)
            continue;
        const parsed = parse(given);
        if (!parsed.ok)
            return fail(key === '' ? parsed.reason : `${key}: ${parsed.reason}`);
        actions.push(parsed.value);
    }
    return actions.length === 0
        ? fail('does nothing: say what, such as {"tag": "signed up"}')
        : succeed(actions);
}
/** As they are written: a placeholder says nothing before an event fills it in. */
function parseTags(given) {
    const list = typeof given === 'string' ? given.split(',') : given;
    const tags = Array.isArray(list)
        ? list.map((tag) => (typeof tag === 'string' ? tag.trim() : ''))
        : [];
    if (tags.length === 0 || tags.includes(''))
        return fail('must be a text or a list of texts');
    const fault = faultOfTemplate(tags);
    return fault === undefined ? succeed({ type: 'tag', tags }) : fail(fault);
}
/** What an event of that name does. A mapping of `EVENTS` takes the place of a built-in name. */
function actionsFor(name, { actions }) {
    if (typeof name !== 'string')
        return [];
    const configured = actions.get(eventKey(name));
    if (configured !== undefined)
        return configured;
    const builtIn = builtInAction(name);
    return builtIn === undefined ? [] : [builtIn];
}

/** Nothing to clean: printable ASCII and line ends. */
const CLEAN = /^[\n\x20-\x7e]*$/;
/** Invisible: zero-width blanks, direction marks, soft hyphens. Joiners stay, for scripts and emoji need them. */
const INVISIBLE$1 = /(?![\u200c\u200d])\p{Cf}/gu;
const BLANKS = /[^\S\r\n]+/gu;
/** A text in one spelling (NFC), without invisible characters, every run of blanks one blank. Lines stay lines. */
function cleanText(text) {
    const visible = CLEAN.test(text) ? text : text.normalize('NFC').replace(INVISIBLE$1, '');
    return visible.replace(BLANKS, ' ').trim();
}
/** By which two names are the same to a person: whatever their case, their blanks and the way their accents are encoded. */
function nameKey(name) {
    return cleanText(name).replace(/\s+/g, ' ').toLowerCase().normalize('NFC');
}

const ASCII = /^[ -~]*$/;
/** `٠١٢`, `०१२` and `０１２` are `012`, and a wide plus is one: phones, searches and `Number` know no other. */
function inLatinDigits(text) {
    if (ASCII.test(text))
        return text;
    return text
        .replace(/[\uff01-\uff5e]/g, (wide) => wide.normalize('NFKC'))
        .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
}
/** The digits of a script follow each other, the zero first. */
function digitValue(digit) {
    const code = digit.codePointAt(0) ?? 0;
    let zero = code;
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1)))
        zero--;
    return code - zero;
}

/** Text in one spelling, trimmed; numbers are written out, lists of plain values are joined. */
function toText(value) {
    if (typeof value === 'string')
        return cleanText(value) || undefined;
    if (typeof value === 'number')
        return Number.isFinite(value) ? String(value) : undefined;
    if (!Array.isArray(value))
        return undefined;
    const parts = value.map((part) => toText(part));
    return parts.every((part) => part !== undefined) ? parts.join(', ') || undefined : undefined;
}
/** Under which names an entry of a profile, or an object of its own, holds a number. */
const OF_AN_ENTRY$1 = ['number', 'value', 'phone', 'phoneNumber', 'phone_number', 'e164'];
/**
 * A number as it was written, in the digits that telephones have; without the scheme of a link, the
 * apostrophe of a spreadsheet and the joiners that other texts keep. Of a list of entries the first.
 */
function toPhone(value) {
    const entry = Array.isArray(value) && isObject$1(value[0]) ? value[0] : value;
    const given = isObject$1(entry) ? OF_AN_ENTRY$1.map((name) => entry[name]).find(isSaid$1) : entry;
    const text = toText(given ?? null)?.replace(/^tel:|^'+(?=[+\d(])|[\u200c\u200d]/gi, '');
    return (text && inLatinDigits(text)) || undefined;
}
const isSaid$1 = (value) => value !== undefined && !isNothing(value);
/** Tags from a list or a text with commas; each once, whatever its case. */
function toTags(value) {
    const given = typeof value === 'string' ? value.split(',') : value;
    if (!Array.isArray(given))
        return undefined;
    const tags = new Map();
    for (const tag of given) {
        if (typeof tag !== 'string' && typeof tag !== 'number')
            return undefined;
        const text = toText(tag) ?? '';
        if (!isNothing(text) && !tags.has(text.toLowerCase()))
            tags.set(text.toLowerCase(), text);
    }
    return tags.size === 0 ? undefined : [...tags.values()];
}
/** Each part of an address line with the spellings it is sent in. */
const PARTS = [
    ['street', 'street1', 'line1', 'address1', 'street_address', 'streetAddress'],
    ['street2', 'line2', 'address2'],
    ['city', 'locality'],
    ['state', 'region'],
    ['country'],
    ['postalCode', 'postal_code', 'postalcode', 'zip', 'zipCode', 'zip_code', 'zipcode'],
];
/** An address in one line: a text as it is, an object by its parts, without stray blanks. */
function toAddress(value) {
    if (!isObject$1(value))
        return toText(value);
    const parts = PARTS.map((names) => firstText(names.map((name) => value[name])));
    const line = parts.filter((part) => part !== undefined).join(' ');
    return line || (value['formatted'] === undefined ? undefined : toText(value['formatted']));
}
function firstText(values) {
    for (const value of values) {
        const text = value === undefined || isNothing(value) ? undefined : toText(value);
        if (text !== undefined)
            return text;
    }
    return undefined;
}

/** How forms, spreadsheets and people tick a box, in the languages that Freshsales speaks. */
const YES = 'true yes y on 1 t checked selected enabled active accepted accept agreed agree granted ok x ✓ ✔ ☑ ✅ ja si sí oui sim wahr vrai verdadero verdadeiro subscribe subscribed acepto aceito accetto akzeptiert da да はい 是';
const NO = 'false no n off 0 f unchecked unselected disabled inactive declined disagree denied refused ☐ ✗ ✘ ❌ nein non não nao falsch faux falso unsubscribe unsubscribed нет いいえ 否';
const WORDS$2 = new Map([
    ...YES.split(' ').map((word) => [word, true]),
    ...NO.split(' ').map((word) => [word, false]),
    ['opt in', true],
    ['opted in', true],
    ['yes please', true],
    ['i agree', true],
    ['i accept', true],
    ['opt out', false],
    ['opted out', false],
    ['no thanks', false],
    ['no thank you', false],
    ['not checked', false],
]);
/** Of a word that is as long as the longest here. */
const MAX_CHARACTERS$3 = 20;
/** True or false, also as a form or a spreadsheet writes it: `on`, `"yes"`, `1`, `["on"]`. */
function toBoolean(value) {
    if (typeof value === 'boolean')
        return value;
    const one = Array.isArray(value) && value.length === 1 ? value[0] : value;
    if (typeof one === 'boolean')
        return one;
    if (typeof one === 'string' && one.length > MAX_CHARACTERS$3 * 2)
        return undefined;
    if (typeof one !== 'string' && typeof one !== 'number')
        return undefined;
    const said = (toText(one) ?? '').toLowerCase();
    return WORDS$2.get(said) ?? WORDS$2.get(said.replace(/[\s,.!_-]+/g, ' ').trim());
}

/** 2200-01-01 in seconds: what would lie beyond is written in milliseconds. */
const LAST_SECONDS = 7_258_118_400;
/** 9999-12-31, the last day that ISO 8601 writes with four digits, and the first one. */
const LAST_MILLISECONDS = 253_402_300_799_999;
const FIRST_MILLISECONDS = -621355968e5;
/** Below are ages, years and counts rather than seconds since 1970. */
const FIRST_SECONDS = 1_000_000;
const EPOCH = /^-?\d{8,15}$/;
const COMPACT_DAY = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z))?$/i;
const TIME = String.raw `(?:[T ,]{1,2}(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[AP]M)?)\s?(Z|(?:UTC|GMT)?(?:[+-]\d{2}:?\d{2})?))?`;
const YEAR_FIRST = new RegExp(String.raw `^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${TIME}$`, 'i');
const YEAR_LAST = new RegExp(String.raw `^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})${TIME}$`, 'i');
const DAY_NAME = String.raw `^(?:\p{L}{2,13},? )?`;
const DAY_MONTH = new RegExp(String.raw `${DAY_NAME}(\d{1,2})(?:st|nd|rd|th|er|\.|º)?(?: (?:of|de))?[ -](\p{L}{3,10})\.?,?(?: de)?[ -](\d{4})${TIME}$`, 'iu');
const MONTH_DAY = new RegExp(String.raw `${DAY_NAME}(\p{L}{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})${TIME}$`, 'iu');
/** `2026年5月1日`, and as Koreans write it. */
const WITH_SIGNS = /^(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]$/;
/** How the months begin, without accents: in English, German, French, Spanish, Portuguese and Italian. */
const MONTHS = [
    'jan ene gen',
    'feb fev',
    'mar',
    'apr avr abr',
    'may mai mag',
    'jun juin giu',
    'jul juil lug',
    'aug ago aou',
    'sep set',
    'oct okt out ott',
    'nov',
    'dec dez dic',
].map((beginnings) => beginnings.split(' '));
/** The longest of these forms, `Wednesday, 14th September 2026 10:00:00.000 +0000`, is shorter. */
const MAX_CHARACTERS$2 = 60;
/**
 * A moment in ISO 8601. One that is already written so stays as it is; other spellings and epoch
 * seconds and milliseconds are converted. A date that can be read in two ways is none.
 */
function toMoment(value) {
    if (typeof value === 'number')
        return ofEpoch(value);
    if (typeof value !== 'string' || value.length > 2 * MAX_CHARACTERS$2)
        return undefined;
    const text = inLatinDigits(cleanText(value)).replace(/ \([^()]*\)$/, '');
    if (text.length > MAX_CHARACTERS$2)
        return undefined;
    const parts = partsOf(text);
    if (parts !== undefined)
        return written$1(parts);
    return EPOCH.test(text) ? ofEpoch(Number(text)) : undefined;
}
/** The day of a moment, `YYYY-MM-DD`, as it was written: no shift by a time zone. */
function toDay(value) {
    return toMoment(value)?.slice(0, 10);
}
function partsOf(text) {
    const yearFirst = YEAR_FIRST.exec(text);
    if (yearFirst) {
        const [, year = '', , month = '', day = '', time, zone] = yearFirst;
        return { year, month, day, time, zone };
    }
    const yearLast = YEAR_LAST.exec(text);
    if (yearLast)
        return dayOrMonthFirst(yearLast);
    const compact = COMPACT_DAY.exec(text);
    if (compact) {
        const [, year = '', month = '', day = '', hour, minute, second, zone] = compact;
        const time = hour === undefined ? undefined : `${hour}:${minute}:${second}`;
        const parts = { year, month, day, time, zone };
        return isRealDay(parts) && isOfOurTime(year) ? parts : undefined;
    }
    const signed = WITH_SIGNS.exec(text);
    if (signed) {
        const [, year = '', month = '', day = ''] = signed;
        return { year, month, day, time: undefined, zone: undefined };
    }
    const named = DAY_MONTH.exec(text);
    const [, day, name, year = '', time, zone] = named ?? swapped(MONTH_DAY.exec(text)) ?? [];
    const month = monthNamed(name ?? '');
    return day === undefined || month === 0
        ? undefined
        : { year, month: String(month), day, time, zone };
}
/** The number of a month; 0 for what is none. */
function monthNamed(name) {
    const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    return MONTHS.findIndex((beginnings) => beginnings.some((each) => plain.startsWith(each))) + 1;
}
/** `14.05.1990` begins with the day wherever it is written; with slashes and dashes only what cannot be a month is a day. */
function dayOrMonthFirst(match) {
    const [, first = '', separator, second = '', year = '', time, zone] = match;
    if (separator === '.' || Number(first) > 12 || first === second)
        return { year, month: second, day: first, time, zone };
    return Number(second) > 12 ? { year, month: first, day: second, time, zone } : undefined;
}
function swapped(match) {
    return match === null ? undefined : [match[0], match[2], match[1], ...match.slice(3)];
}
function written$1(parts) {
    if (!isRealDay(parts))
        return undefined;
    const { year, month, day, time, zone } = parts;
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (time === undefined)
        return date;
    const hours = inTwentyFour(time);
    if (hours === undefined)
        return undefined;
    const offset = (zone ?? '')
        .toUpperCase()
        .replace(/^(?:UTC|GMT)(?=[+-])/, '')
        .replace(/^[UG].*/, 'Z');
    const moment = `${date}T${hours}${offset}`;
    return Number.isNaN(Date.parse(moment)) ? undefined : moment;
}
/** `3:04 PM` is `15:04`. */
function inTwentyFour(time) {
    const [, hour = '', rest = '', half] = /^(\d+)(:[\d:.]+)\s?([ap]m)?$/i.exec(time) ?? [];
    if (half === undefined)
        return `${hour.padStart(2, '0')}${rest}`;
    if (Number(hour) < 1 || Number(hour) > 12)
        return undefined;
    const hours = (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
    return `${String(hours).padStart(2, '0')}${rest}`;
}
function ofEpoch(number) {
    const size = Math.abs(number);
    if (!Number.isFinite(number) || size < FIRST_SECONDS)
        return undefined;
    const compact = Number.isInteger(number) && number > 0 ? partsOf(String(number)) : undefined;
    if (compact !== undefined)
        return written$1(compact);
    const milliseconds = size < LAST_SECONDS ? number * 1000 : number;
    if (milliseconds > LAST_MILLISECONDS || milliseconds < FIRST_MILLISECONDS)
        return undefined;
    return new Date(milliseconds).toISOString();
}
const isOfOurTime = (year) => Number(year) >= 1900 && Number(year) < 2200;
/** `Date.parse` takes the 30th of February for the 1st of March. */
function isRealDay({ year, month, day }) {
    const date = new Date(Date.UTC(2000, Number(month) - 1, Number(day)));
    date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
    return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

const PLAIN_NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
/** What a word or a letter after a number multiplies it by. */
const SCALES = new Map([
    { factor: 1e3, words: 'k tsd tausend thousand thousands mil mille' },
    { factor: 1e5, words: 'lakh lakhs lac lacs' },
    {
        factor: 1e6,
        words: 'm mm mn mio mln million millions millionen millones millón milhão milhões',
    },
    { factor: 1e7, words: 'cr crore crores' },
    { factor: 1e9, words: 'b bn billion billions mrd milliarde milliarden milliard milliards' },
    { factor: 1e12, words: 't tn trn trillion trillions' },
].flatMap(({ factor, words }) => words.split(' ').map((word) => [word, factor])));
/** A text with more than this is no number, however it is written. */
const MAX_NUMBER_CHARACTERS = 80;
const THOUSANDS_POINT = /^[+-]?[1-9]\d{0,2}\.\d{3}$/;
/** The number that a value is or a text writes out; undefined where it can be read in two ways. */
function readNumber(value, rules) {
    if (typeof value === 'number')
        return Number.isFinite(value) ? value : undefined;
    if (typeof value !== 'string' || value.length > 2 * MAX_NUMBER_CHARACTERS)
        return undefined;
    const text = inLatinDigits(cleanText(value).replace(/[\u2212\ufe63\uff0d]/g, '-'));
    if (text.length > MAX_NUMBER_CHARACTERS)
        return undefined;
    if (PLAIN_NUMBER.test(text) && !(rules.isThousandsPoint && THOUSANDS_POINT.test(text)))
        return finite(Number(text));
    const parsed = parse$5(text, rules);
    return parsed?.beside.every(rules.beside) ? finite(parsed.number) : undefined;
}
/** What the word after a number multiplies it by; 1 where there is none. */
function scaleIn(text) {
    const word = /\d\s*(\p{L}+)/u.exec(text)?.[1] ?? '';
    return SCALES.get(word.toLowerCase()) ?? 1;
}
/** `(1,234.50)` is negative to a bookkeeper. */
const BRACKETED = /^(\P{N}{0,6})\(([^()]+)\)(\P{N}{0,6})$/u;
const DIGITS$1 = /\d[\d.,'’_ ]*/g;
function parse$5(given, rules) {
    const bracketed = BRACKETED.exec(given);
    const text = bracketed ? `${bracketed[1]} ${bracketed[2]} ${bracketed[3]}` : given;
    const runs = [...text.matchAll(DIGITS$1)];
    const [run] = runs;
    if (run === undefined || runs.length !== 1)
        return undefined;
    const digits = run[0].replace(/[.,'’_ ]+$/, '');
    const before = text.slice(0, run.index);
    const after = text.slice(run.index + digits.length).trim();
    const leading = startsWithPoint(before) ? `.${digits}` : digits;
    const sign = /-\s*\P{L}{0,2}\s*$/u.test(before) || /^\s*-/.test(before) ? -1 : 1;
    const words = [...wordsOf$1(before.replace(/[-+.]/g, ' ')), ...wordsOf$1(after.replace(/^\s*\+/, ''))];
    const [scale, beside] = takeScale(wordsOf$1(after), words);
    const size = sizeOf(leading, scale > 1 ? { ...rules, isWhole: false } : rules);
    if (size === undefined || (bracketed && sign < 0) || /-.*-/.test(before))
        return undefined;
    return { number: rounded(size * scale) * (bracketed ? -1 : sign), beside };
}
const startsWithPoint = (before) => /(?:^|[^\d.])\.$/.test(before);
/** The words and signs of a text; `US$` is one, `k€` are two. */
function wordsOf$1(text) {
    // `US$` is one word, `k€` is two.
    const spaced = text.replace(/(?<![A-Za-z])\p{Sc}|[^\P{Sc}$]/gu, ' $& ');
    return spaced.split(/\s+/).filter((word) => word !== '' && word !== '+');
}
/** The first word after the number, when it is a scale: `5M`, `5 million USD`, `5M+`. */
function takeScale(after, words) {
    const first = (after[0] ?? '').replace(/\+$/, '');
    const scale = SCALES.get(first.toLowerCase().replace(/\.$/, ''));
    const beside = words.map((word) => word.replace(/\+$/, '')).filter((word) => word !== '');
    if (scale === undefined)
        return [1, beside];
    const at = beside.lastIndexOf(first);
    return [scale, beside.filter((_, index) => index !== at)];
}
/** Two or three digits after every separator but the last, which has three: also `12,34,567`, as India writes. */
const GROUPED = /^\d{1,3}(?:([.,'’_ ])\d{2,3})*[.,'’_ ]\d{3}$/;
const isEvenlyGrouped = (text) => new Set(text.replace(/\d/g, '')).size === 1;
/** The value of digits with separators; undefined where a point or a comma may be either. */
function sizeOf(text, { isWhole = false }) {
    const separators = text.replace(/\d/g, '');
    if (separators === '')
        return Number(text);
    const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
    const [head, fraction] = [text.slice(0, last), text.slice(last + 1)];
    const isDecimal = last >= 0 && !separators.slice(0, -1).includes(text[last] ?? '');
    if (isGrouped(text) && !(separators === '.' && !isWhole))
        return Number(text.replace(/\D/g, ''));
    if (isWhole || !isDecimal || /\D/.test(fraction) || fraction === '')
        return undefined;
    if (separators.length === 1 && fraction.length === 3 && /^[1-9]\d{0,2}$/.test(head))
        return undefined;
    if (head !== '' && /\D/.test(head) && !isGrouped(head))
        return undefined;
    if (text[last] === ',' && fraction.length > 2)
        return undefined;
    return Number(`${head.replace(/\D/g, '')}.${fraction}`);
}
function isGrouped(text) {
    return isEvenlyGrouped(text) && GROUPED.test(text) && !text.startsWith('0');
}
/** 1.1 million is 1,100,000 and not 1,100,000.0000000002. */
const rounded = (number) => Number(number.toPrecision(15));
function finite(number) {
    return Number.isFinite(number) ? number : undefined;
}

/** Currencies as people write them beside an amount; a code in capitals is one as well. */
const CURRENCY_WORDS = new Set('euro euros eur dollar dollars usd us$ pound pounds gbp rs rs. inr rupees rupee kr kr. fr fr. chf sfr zł kč lei lev yen r$ reais real pesos peso aed sek nok dkk jpy cny rmb aud cad a$ c$ au$ ca$ nz$ hk$ s$ mx$'.split(' '));
const CODES = new Set(Intl.supportedValuesOf('currency'));
/** A number, or a text that is nothing but one: `1,234.5`, `10k`, `50 %`. Never NaN, never true as 1; `1.000` may be a thousand. */
function toNumber(value) {
    return readNumber(value, { beside: (word) => word === '%', isThousandsPoint: true });
}
/** Money as people write it: `10000.50 USD`, `$1,234.5`, `1.234,56 €`, `$5M`, `(250.00)`. What can be read in two ways is refused. */
function toAmount(value) {
    return readNumber(value, {
        beside: isCurrency,
        isThousandsPoint: true,
    });
}
function isCurrency(word) {
    return /^\p{Sc}$/u.test(word) || CODES.has(word) || CURRENCY_WORDS.has(word.toLowerCase());
}
/** Signs and words that one currency has to itself. */
const CURRENCIES = new Map([
    ...['€', 'euro', 'euros'].map((word) => [word, 'EUR']),
    ...['£', 'pound', 'pounds'].map((word) => [word, 'GBP']),
    ...['₹', 'rs', 'rs.', 'rupee', 'rupees'].map((word) => [word, 'INR']),
    ...['yen'].map((word) => [word, 'JPY']),
    ...['us$'].map((word) => [word, 'USD']),
    ...['r$', 'reais', 'real'].map((word) => [word, 'BRL']),
]);
/** The currency that an amount names, `150 JPY`, `5 €`: kept beside it, for the number alone would be another amount. */
function currencyIn(amount) {
    if (typeof amount !== 'string' || amount.length > MAX_NUMBER_CHARACTERS)
        return undefined;
    for (const word of wordsOf$1(cleanText(amount).replace(/[\d.,+-]+(?!\p{L}*\.)/gu, ' $& '))) {
        const code = CURRENCIES.get(word.toLowerCase()) ?? word.toUpperCase();
        if (CODES.has(code) && isCurrency(word))
            return code;
    }
    return undefined;
}
const PEOPLE = new Set('employee employees people person persons staff fte ftes headcount members mitarbeiter mitarbeitende mitarbeiterinnen beschäftigte empleado empleados trabajadores personas employé employés salarié salariés personnes colaborador colaboradores funcionários pessoas'.split(' '));
/** A number of people. Of a range, as forms offer it, the lower bound: that is how Freshsales keeps it. */
function toHeadcount(value) {
    const isPeople = (word) => PEOPLE.has(word.toLowerCase());
    const rules = { beside: isPeople, isWhole: true, isThousandsPoint: true };
    const number = readNumber(value, rules) ?? (typeof value === 'string' ? lowest(value, rules) : undefined);
    return number !== undefined && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
const RANGE = /^(.*?\d[^-–—]*?)\s*(?:[-–—]|\bto\b|\bbis\b|\ba\b|\bà\b)\s*(\d.*)$/i;
const AT_LEAST = /^(?:>=?|≥|over|more than|above|at least|über|mehr als|más de|plus de|mais de)\s*/i;
/** `11-50`, `1k – 5k`, `more than 500`. */
function lowest(value, rules) {
    if (value.length > MAX_NUMBER_CHARACTERS)
        return undefined;
    const text = cleanText(value);
    const open = text.replace(AT_LEAST, '');
    if (open !== text)
        return readNumber(open, rules);
    const [, from = '', to = ''] = RANGE.exec(text) ?? [];
    const upper = readNumber(to, rules);
    const lower = readNumber(from, rules);
    if (upper === undefined || lower === undefined)
        return undefined;
    // The scale of "1-5k" is that of both, unless it would put them the wrong way round.
    const scale = scaleIn(to);
    const scaled = scale > 1 && scaleIn(from) === 1 ? lower * scale : lower;
    return scaled <= upper ? scaled : lower <= upper ? lower : undefined;
}

const DIGITS = /^\d+$/;
/**
 * The id of something in the account, or its name for `resolve` to look up. An id above 2^53 would
 * lose digits, and is none that Freshsales gives out.
 */
function toReference(value) {
    if (typeof value === 'number')
        return isId(value) ? value : undefined;
    if (typeof value !== 'string')
        return undefined;
    const text = value.trim();
    if (!DIGITS.test(text))
        return text || undefined;
    return isId(Number(text)) ? Number(text) : undefined;
}
/** Zero is no id: some senders write it for "none". */
function isId(value) {
    return Number.isSafeInteger(value) && value > 0;
}

const STATUSES = new Map([
    ['unsubscribed', 0],
    ['subscribed', 1],
    ['notsubscribed', 2],
    ['reportedspam', 3],
    ['bounced', 4],
    ['true', 1],
    ['false', 0],
]);
const TYPES = new Map([
    ['nonmarketing', 1],
    ['nonmarketingemails', 1],
    ['newsletter', 2],
    ['newsletters', 2],
    ['promotional', 3],
    ['promotions', 3],
    ['productupdates', 4],
    ['conferencesevents', 5],
    ['conferencesandevents', 5],
]);
/** Freshsales' number of the status. Another text goes as it is: accounts may know more than we do. */
function toSubscriptionStatus(value) {
    if (typeof value === 'boolean')
        return value ? 1 : 0;
    const text = toText(value);
    if (text === undefined)
        return undefined;
    const said = STATUSES.get(looseName(text)) ?? asNumber(text);
    if (typeof said === 'number')
        return said;
    const isWanted = toBoolean(text);
    return isWanted === undefined ? said : Number(isWanted);
}
/** Ids joined by semicolons, which is how Freshsales writes them: `2;3`. */
function toSubscriptionTypes(value) {
    const given = Array.isArray(value)
        ? value.map((type) => toText(type) ?? '')
        : [toText(value) ?? ''];
    const types = given
        .flatMap((texts) => texts.split(/[;,]/))
        .map((type) => type.trim())
        .filter((type) => type !== '');
    return types.map((type) => TYPES.get(looseName(type)) ?? type).join(';') || undefined;
}
function asNumber(text) {
    return /^\d$/.test(text) ? Number(text) : text;
}

/**
 * Freshsales' names of time zones (they are Ruby on Rails') with the IANA zones each stands for.
 * The first zone is the one Rails itself means; those after it keep the same clock.
 * https://api.rubyonrails.org/classes/ActiveSupport/TimeZone.html
 */
// biome-ignore format: a table reads best with one row a line
const RAILS_TIME_ZONES = {
    'International Date Line West': ['Etc/GMT+12'],
    'Midway Island': ['Pacific/Midway'],
    'American Samoa': ['Pacific/Pago_Pago', 'Pacific/Niue'],
    Hawaii: ['Pacific/Honolulu', 'Pacific/Tahiti', 'US/Hawaii'],
    Alaska: ['America/Juneau', 'America/Anchorage', 'America/Sitka', 'America/Nome', 'US/Alaska'],
    'Pacific Time (US & Canada)': ['America/Los_Angeles', 'America/Vancouver', 'US/Pacific'],
    Tijuana: ['America/Tijuana'],
    'Mountain Time (US & Canada)': ['America/Denver', 'America/Edmonton', 'America/Boise', 'US/Mountain'],
    Arizona: ['America/Phoenix', 'US/Arizona'],
    Chihuahua: ['America/Chihuahua'],
    Mazatlan: ['America/Mazatlan'],
    'Central Time (US & Canada)': ['America/Chicago', 'America/Winnipeg', 'America/Menominee', 'US/Central'],
    Saskatchewan: ['America/Regina'],
    'Mexico City': ['America/Mexico_City'],
    Monterrey: ['America/Monterrey'],
    'Central America': ['America/Guatemala', 'America/Costa_Rica', 'America/El_Salvador', 'America/Managua', 'America/Tegucigalpa'],
    'Eastern Time (US & Canada)': ['America/New_York', 'America/Toronto', 'America/Detroit', 'America/Montreal', 'America/Nassau', 'US/Eastern'],
    'Indiana (East)': ['America/Indiana/Indianapolis', 'America/Indianapolis'],
    Bogota: ['America/Bogota', 'America/Panama', 'America/Jamaica', 'America/Guayaquil'],
    Lima: ['America/Lima'],
    Quito: ['America/Lima'],
    'Atlantic Time (Canada)': ['America/Halifax', 'Atlantic/Bermuda'],
    Caracas: ['America/Caracas'],
    'La Paz': ['America/La_Paz'],
    Santiago: ['America/Santiago'],
    Asuncion: ['America/Asuncion'],
    Newfoundland: ['America/St_Johns'],
    Brasilia: ['America/Sao_Paulo', 'America/Bahia', 'America/Fortaleza', 'America/Recife'],
    'Buenos Aires': ['America/Argentina/Buenos_Aires', 'America/Buenos_Aires', 'America/Argentina/Cordoba'],
    Montevideo: ['America/Montevideo'],
    Georgetown: ['America/Guyana'],
    'Puerto Rico': ['America/Puerto_Rico', 'America/Santo_Domingo'],
    Greenland: ['America/Godthab', 'America/Nuuk'],
    'Mid-Atlantic': ['Atlantic/South_Georgia'],
    Azores: ['Atlantic/Azores'],
    'Cape Verde Is.': ['Atlantic/Cape_Verde'],
    Dublin: ['Europe/Dublin'],
    Edinburgh: ['Europe/London'],
    Lisbon: ['Europe/Lisbon', 'Atlantic/Madeira'],
    London: ['Europe/London', 'Europe/Belfast', 'Europe/Jersey', 'Europe/Guernsey', 'Europe/Isle_of_Man'],
    Casablanca: ['Africa/Casablanca'],
    Monrovia: ['Africa/Monrovia', 'Africa/Accra', 'Africa/Abidjan', 'Africa/Dakar', 'Atlantic/Reykjavik'],
    UTC: ['Etc/UTC', 'Etc/GMT', 'Etc/UCT', 'UTC', 'GMT'],
    Belgrade: ['Europe/Belgrade', 'Europe/Podgorica'],
    Bratislava: ['Europe/Bratislava'],
    Budapest: ['Europe/Budapest'],
    Ljubljana: ['Europe/Ljubljana'],
    Prague: ['Europe/Prague'],
    Sarajevo: ['Europe/Sarajevo'],
    Skopje: ['Europe/Skopje'],
    Warsaw: ['Europe/Warsaw'],
    Zagreb: ['Europe/Zagreb'],
    Brussels: ['Europe/Brussels', 'Europe/Luxembourg'],
    Copenhagen: ['Europe/Copenhagen', 'Europe/Oslo'],
    Madrid: ['Europe/Madrid', 'Europe/Andorra', 'Europe/Gibraltar', 'Africa/Ceuta'],
    Paris: ['Europe/Paris', 'Europe/Monaco'],
    Amsterdam: ['Europe/Amsterdam'],
    Berlin: ['Europe/Berlin', 'Europe/Busingen'],
    Bern: ['Europe/Zurich'],
    Zurich: ['Europe/Zurich', 'Europe/Vaduz'],
    Rome: ['Europe/Rome', 'Europe/Malta', 'Europe/San_Marino', 'Europe/Vatican', 'Europe/Tirane'],
    Stockholm: ['Europe/Stockholm'],
    Vienna: ['Europe/Vienna'],
    'West Central Africa': ['Africa/Algiers', 'Africa/Lagos', 'Africa/Luanda', 'Africa/Kinshasa', 'Africa/Tunis'],
    Bucharest: ['Europe/Bucharest', 'Europe/Chisinau'],
    Cairo: ['Africa/Cairo'],
    Helsinki: ['Europe/Helsinki', 'Europe/Mariehamn'],
    Kyiv: ['Europe/Kiev', 'Europe/Kyiv'],
    Riga: ['Europe/Riga'],
    Sofia: ['Europe/Sofia'],
    Tallinn: ['Europe/Tallinn'],
    Vilnius: ['Europe/Vilnius'],
    Athens: ['Europe/Athens', 'Asia/Nicosia'],
    Istanbul: ['Europe/Istanbul'],
    Minsk: ['Europe/Minsk'],
    Jerusalem: ['Asia/Jerusalem', 'Asia/Tel_Aviv'],
    Harare: ['Africa/Harare', 'Africa/Maputo', 'Africa/Lusaka', 'Africa/Kigali'],
    Pretoria: ['Africa/Johannesburg'],
    Kaliningrad: ['Europe/Kaliningrad'],
    Moscow: ['Europe/Moscow', 'Europe/Simferopol'],
    'St. Petersburg': ['Europe/Moscow'],
    Volgograd: ['Europe/Volgograd'],
    Samara: ['Europe/Samara'],
    Kuwait: ['Asia/Kuwait', 'Asia/Qatar', 'Asia/Bahrain'],
    Riyadh: ['Asia/Riyadh', 'Asia/Aden'],
    Nairobi: ['Africa/Nairobi', 'Africa/Addis_Ababa', 'Africa/Kampala', 'Africa/Dar_es_Salaam'],
    Baghdad: ['Asia/Baghdad'],
    Tehran: ['Asia/Tehran'],
    'Abu Dhabi': ['Asia/Muscat', 'Asia/Dubai'],
    Muscat: ['Asia/Muscat'],
    Baku: ['Asia/Baku'],
    Tbilisi: ['Asia/Tbilisi'],
    Yerevan: ['Asia/Yerevan'],
    Kabul: ['Asia/Kabul'],
    Ekaterinburg: ['Asia/Yekaterinburg'],
    Islamabad: ['Asia/Karachi'],
    Karachi: ['Asia/Karachi'],
    Tashkent: ['Asia/Tashkent', 'Asia/Samarkand', 'Asia/Dushanbe', 'Indian/Maldives'],
    Chennai: ['Asia/Kolkata'],
    Kolkata: ['Asia/Kolkata', 'Asia/Calcutta'],
    Mumbai: ['Asia/Kolkata'],
    'New Delhi': ['Asia/Kolkata'],
    Kathmandu: ['Asia/Kathmandu', 'Asia/Katmandu'],
    Dhaka: ['Asia/Dhaka', 'Asia/Dacca'],
    'Sri Jayawardenepura': ['Asia/Colombo'],
    Almaty: ['Asia/Almaty', 'Asia/Qostanay'],
    Astana: ['Asia/Almaty'],
    Novosibirsk: ['Asia/Novosibirsk'],
    Rangoon: ['Asia/Rangoon', 'Asia/Yangon'],
    Bangkok: ['Asia/Bangkok', 'Asia/Phnom_Penh', 'Asia/Vientiane'],
    Hanoi: ['Asia/Bangkok', 'Asia/Ho_Chi_Minh', 'Asia/Saigon'],
    Jakarta: ['Asia/Jakarta', 'Asia/Pontianak'],
    Krasnoyarsk: ['Asia/Krasnoyarsk'],
    Beijing: ['Asia/Shanghai'],
    Chongqing: ['Asia/Chongqing'],
    'Hong Kong': ['Asia/Hong_Kong', 'Asia/Macau'],
    Urumqi: ['Asia/Urumqi'],
    'Kuala Lumpur': ['Asia/Kuala_Lumpur', 'Asia/Kuching'],
    Singapore: ['Asia/Singapore', 'Asia/Manila', 'Asia/Brunei'],
    Taipei: ['Asia/Taipei'],
    Perth: ['Australia/Perth'],
    Irkutsk: ['Asia/Irkutsk'],
    Ulaanbaatar: ['Asia/Ulaanbaatar'],
    Seoul: ['Asia/Seoul'],
    Osaka: ['Asia/Tokyo'],
    Sapporo: ['Asia/Tokyo'],
    Tokyo: ['Asia/Tokyo'],
    Yakutsk: ['Asia/Yakutsk'],
    Darwin: ['Australia/Darwin'],
    Adelaide: ['Australia/Adelaide'],
    Canberra: ['Australia/Melbourne', 'Australia/Canberra'],
    Melbourne: ['Australia/Melbourne'],
    Sydney: ['Australia/Sydney'],
    Brisbane: ['Australia/Brisbane'],
    Hobart: ['Australia/Hobart'],
    Vladivostok: ['Asia/Vladivostok'],
    Guam: ['Pacific/Guam'],
    'Port Moresby': ['Pacific/Port_Moresby'],
    Magadan: ['Asia/Magadan'],
    Srednekolymsk: ['Asia/Srednekolymsk'],
    'Solomon Is.': ['Pacific/Guadalcanal'],
    'New Caledonia': ['Pacific/Noumea'],
    Fiji: ['Pacific/Fiji'],
    Kamchatka: ['Asia/Kamchatka'],
    'Marshall Is.': ['Pacific/Majuro'],
    Auckland: ['Pacific/Auckland', 'Antarctica/McMurdo'],
    Wellington: ['Pacific/Auckland'],
    "Nuku'alofa": ['Pacific/Tongatapu'],
    'Tokelau Is.': ['Pacific/Fakaofo'],
    'Chatham Is.': ['Pacific/Chatham'],
    Samoa: ['Pacific/Apia'],
};

/** Cities that share one zone: the name that the zone's own city has, where Rails offers several. */
const PREFERRED = new Set([
    'London',
    'Zurich',
    'Moscow',
    'Karachi',
    'Kolkata',
    'Almaty',
    'Tokyo',
    'Melbourne',
    'Auckland',
    'Bangkok',
    'Lima',
    'Abu Dhabi',
]);
const BY_IANA = indexByIana();
const BY_OWN_NAME = new Map(Object.keys(RAILS_TIME_ZONES).map((name) => [name.toLowerCase(), name]));
/** Freshsales' name of an IANA zone. Any other text stays as it is, for it may be Freshsales' name already. */
function toTimeZone(value) {
    // Minutes from UTC are those of many zones.
    const text = typeof value === 'string' ? toText(value) : undefined;
    if (text === undefined || /^[+-]?\d+$/.test(text))
        return undefined;
    const bare = text.replace(/^\((?:GMT|UTC)[^)]{0,10}\) */i, '');
    const name = BY_IANA.get(bare.toLowerCase()) ?? BY_OWN_NAME.get(bare.toLowerCase());
    if (name !== undefined)
        return name;
    return isIana(text) ? undefined : text;
}
/** No name of Freshsales' has a slash. */
function isIana(text) {
    return /^[a-z_]+\/[a-z0-9_+/-]+$/i.test(text);
}
function indexByIana() {
    const index = new Map();
    for (const [name, zones] of Object.entries(RAILS_TIME_ZONES)) {
        for (const zone of zones) {
            if (!index.has(zone.toLowerCase()) || PREFERRED.has(name))
                index.set(zone.toLowerCase(), name);
        }
    }
    return index;
}

/**
 * What a value is turned into; `undefined` means that it cannot be. `wants` completes "is not …",
 * `reads` and `refuses` are for the documentation.
 */
// biome-ignore format: a table reads best with one row a line
const KINDS = {
    text: { coerce: toText, wants: 'a text', reads: 'texts, numbers, lists of these (joined by commas)', refuses: 'true, false, objects' },
    phone: { coerce: toPhone, wants: 'a phone number', reads: 'as a text; `{"number": …}`; digits of any script', refuses: 'true, false, other objects' },
    number: { coerce: toNumber, wants: 'a number; send digits, such as 1234.5', reads: '`5`, `"1,234.5"`, `"10k"`, `"50 %"`', refuses: '`"7x"`, `"5 USD"`, `"1.000"`' },
    headcount: { coerce: toHeadcount, wants: 'a number of people; send digits, such as 250', reads: '`250`, `"1.000"`, `"5k"`, `"10 000+"`; of a range the lower bound: `"11-50 employees"`', refuses: '`"12.5"`, `"<10"`, negatives' },
    amount: { coerce: toAmount, wants: 'an amount that can be read in one way; send a number, such as 1234.5', reads: '`1234.5`, `"$5M"`, `"10k"`, `"5 million"`, `"1.234,56 €"`, `"(250.00)"` (negative)', refuses: '`"1.000"` (one or a thousand?), `"$1M-$5M"`, `"$100/month"`' },
    moment: { coerce: toMoment, wants: 'a date that can be read in one way; use ISO 8601', reads: 'ISO 8601, `"1990/05/14"`, `"14.5.1990"`, `"May 14, 1990"`, `"14 juillet 1990"`, `"1990年5月14日"`; seconds and milliseconds since 1970, also negative, also as texts', refuses: '`"05/06/1990"` (May or June?), ages, years' },
    day: { coerce: toDay, wants: 'a date that can be read in one way; use YYYY-MM-DD', reads: 'as a moment; the day as it was written', refuses: 'as a moment' },
    boolean: { coerce: toBoolean, wants: 'true or false', reads: '`true`, `"on"`, `"yes"`, `"checked"`, `1` and their like in five languages', refuses: 'everything else' },
    address: { coerce: toAddress, wants: 'an address', reads: 'a text, or an object by its parts', refuses: 'true, false' },
    'time zone': { coerce: toTimeZone, wants: 'a time zone', reads: 'IANA names and Freshsales’ own', refuses: 'IANA zones that Freshsales does not have, numbers' },
    tags: { coerce: toTags, wants: 'a list of tags', reads: 'a list, or a text with commas', refuses: 'objects' },
    reference: { coerce: toReference, wants: 'an id or a name', reads: 'an id, or a name as the account’s list has it, whatever its case (`web-form` is `Web Form`, where no other is); of namesakes the one that belongs to where the record is', refuses: 'names that the list has not, or has twice' },
    'subscription status': { coerce: toSubscriptionStatus, wants: 'a subscription status', reads: 'Freshsales’ number or name, true, false', refuses: 'objects' },
    'subscription types': { coerce: toSubscriptionTypes, wants: 'a list of subscription types', reads: 'a list, or a text with commas', refuses: 'objects' },
    channel: { coerce: toText, wants: 'a text', reads: 'as a text; `none` is a medium', refuses: 'true, false, objects' },
    'as it is': { coerce: (value) => value, wants: 'a value', reads: 'anything', refuses: 'nothing' },
};

/**
 * Reads the `DEFAULTS` configuration: the fields of a new contact, by any spelling of their names,
 * with names instead of ids: `{"leadSource": "Web", "owner": "ann@acme.com", "cf_region": "EU"}`.
 */
function parseDefaults(value) {
    if (!isObject$1(value))
        return fail('must be an object such as {"leadSource": "Web"}');
    const { status, ...rest } = value;
    const parsed = parseFields('contact', status === undefined ? rest : { ...rest, contactStatus: status });
    if (!parsed.ok)
        return parsed;
    const fields = { ...parsed.value.custom };
    for (const [field, given] of Object.entries(parsed.value.fields)) {
        const { coerce, wants } = KINDS[findRow('contact', field)?.as ?? 'as it is'];
        const coerced = coerce(given);
        if (coerced === undefined)
            return fail(`${field}: is not ${wants}`);
        fields[field] = coerced;
    }
    return succeed(fields);
}

/**
 * How a visit came, by the host that linked here, by a click id in the address, and by `utm_medium`.
 * Data. The words are those of analytics tools: `google / organic`, `facebook / social`.
 *
 * Sources: Google Analytics' list of sources by category and its default channel groups
 * (support.google.com/analytics/answer/9756891), Matomo's searchengine-and-social-list
 * (github.com/matomo-org/searchengine-and-social-list), and for click ids what each network documents
 * for its own tag. The order (campaign, click id, referrer) is that of Freshworks' own script.
 */
/** Names of lead sources, for accounts that have one of that name. */
const CHANNEL_OF_MEDIUM = {
    organic: 'Organic Search',
    social: 'Organic Social',
    ai: 'AI Assistant',
    email: 'Email',
    referral: 'Referral',
    none: 'Direct',
};
/**
 * `source: host host …`. A host stands for its subdomains too, `=host` for itself alone, `host.*` for
 * itself under every top-level domain, `*.host.*` for both; an app's for `android-app://…`.
 */
const HOSTS = {
    // Assistants before search engines and mail: `gemini.google.com` is no search.
    ai: `
    chatgpt: chatgpt.com chat.openai.com com.openai.chatgpt
    perplexity: perplexity.ai ai.perplexity.app.android
    gemini: gemini.google.com bard.google.com com.google.android.apps.bard
    copilot: copilot.microsoft.com copilot.com copilot.cloud.microsoft m365.cloud.microsoft com.microsoft.copilot
    claude: claude.ai claude.com com.anthropic.claude
    grok: grok.com x.ai
    deepseek: chat.deepseek.com deepseek.com com.deepseek.chat
    mistral: chat.mistral.ai mistral.ai
    meta: meta.ai
    poe: poe.com
    you: you.com
    phind: phind.com
    kimi: kimi.com kimi.ai kimi.moonshot.cn
    qwen: chat.qwen.ai qwen.ai tongyi.aliyun.com
    doubao: doubao.com
    notebooklm: notebooklm.google.com
    duckai: duck.ai
    andi: andisearch.com
    iask: iask.ai
  `,
    email: `
    gmail: mail.google.com com.google.android.gm
    outlook: outlook.live.com outlook.office.com outlook.office365.com outlook.cloud.microsoft mail.live.com com.microsoft.office.outlook
    yahoo: mail.yahoo.com mail.yahoo.co.jp com.yahoo.mobile.client.android.mail
    icloud: icloud.com
    proton: mail.proton.me mail.protonmail.com ch.protonmail.android
    gmx: gmx.net gmx.com gmx.de gmx.at gmx.ch navigator.gmx.net deref-gmx.net deref-gmx.com
    web.de: =web.de deref-web-02.de deref-web.de
    aol: mail.aol.com
    zoho: mail.zoho.com mail.zoho.eu mail.zoho.in
    mail.ru: e.mail.ru
    yandex: mail.yandex.ru mail.yandex.com
    fastmail: app.fastmail.com fastmail.com
    qq: mail.qq.com
    163: mail.163.com
    hey: app.hey.com
    libero: mail.libero.it
    orange: messagerie.orange.fr mail.orange.fr
    t-online: email.t-online.de
  `,
    social: `
    facebook: facebook.com fb.com fb.me messenger.com m.me com.facebook.katana com.facebook.orca com.facebook.lite
    instagram: instagram.com com.instagram.android
    threads: threads.net threads.com com.instagram.barcelona
    linkedin: linkedin.com lnkd.in com.linkedin.android
    twitter: twitter.com t.co x.com com.twitter.android
    bluesky: bsky.app go.bsky.app xyz.blueskyweb.app
    mastodon: mastodon.social mastodon.online mstdn.social fosstodon.org hachyderm.io mas.to
    youtube: youtube.com youtu.be youtube-nocookie.com com.google.android.youtube
    reddit: reddit.com redd.it com.reddit.frontpage
    pinterest: *.pinterest.* pin.it com.pinterest
    tiktok: tiktok.com com.zhiliaoapp.musically com.ss.android.ugc.trill
    snapchat: snapchat.com com.snapchat.android
    whatsapp: whatsapp.com wa.me com.whatsapp com.whatsapp.w4b
    telegram: telegram.org t.me telegram.me org.telegram.messenger
    quora: quora.com com.quora.android
    medium: medium.com com.medium.reader
    tumblr: tumblr.com
    vk: vk.com vkontakte.ru m.vk.ru away.vk.com com.vkontakte.android
    ok: ok.ru
    xing: xing.com com.xing.android
    weibo: weibo.com weibo.cn t.cn
    wechat: weixin.qq.com wx.qq.com
    line: line.me
    kakao: kakao.com story.kakao.com
    discord: discord.com discord.gg com.discord
    slack: slack.com app.slack.com com.slack
    hackernews: news.ycombinator.com
    stackoverflow: stackoverflow.com stackexchange.com
    github: github.com
    producthunt: producthunt.com
    vimeo: vimeo.com
    flickr: flickr.com
    meetup: meetup.com
    nextdoor: nextdoor.com
    substack: substack.com
    dribbble: dribbble.com
    behance: behance.net
    goodreads: goodreads.com
    sharechat: sharechat.com
    douban: douban.com
    zhihu: zhihu.com
    livejournal: livejournal.com
    hatena: b.hatena.ne.jp
    twitch: twitch.tv
    lemmy: lemmy.world
  `,
    organic: `
    google: google.* images.google.* search.google.* news.google.* com.google.android.googlequicksearchbox googlequicksearchbox
    bing: bing.com cn.bing.com com.microsoft.bing
    duckduckgo: duckduckgo.com com.duckduckgo.mobile.android
    yahoo: search.yahoo.com search.yahoo.co.jp =yahoo.com =yahoo.co.jp
    ecosia: ecosia.org com.ecosia.android
    brave: search.brave.com
    qwant: qwant.com
    startpage: startpage.com
    yandex: *.yandex.* ya.ru ru.yandex.searchplugin
    baidu: baidu.com com.baidu.searchbox
    sogou: sogou.com
    so.com: so.com
    shenma: m.sm.cn sm.cn
    naver: search.naver.com m.search.naver.com =naver.com
    daum: search.daum.net =daum.net
    seznam: seznam.cz
    ask: ask.com
    aol: search.aol.com =aol.com
    kagi: kagi.com
    mojeek: mojeek.com
    metager: metager.org metager.de
    swisscows: swisscows.com
    presearch: presearch.com
    searx: searx.be
    dogpile: dogpile.com
    lycos: lycos.com
    gibiru: gibiru.com
    virgilio: virgilio.it
    onet: onet.pl
    lilo: search.lilo.org
    coccoc: coccoc.com
    rambler: rambler.ru
    goo: goo.ne.jp
    biglobe: biglobe.ne.jp
    petal: petalsearch.com
    you-care: youcare.world
  `,
};
/** `parameter: source / medium`. `fbclid` stands in every link out of Facebook, paid or not. */
const CLICK_IDS = {
    gclid: 'google / cpc',
    gbraid: 'google / cpc',
    wbraid: 'google / cpc',
    dclid: 'google / display',
    msclkid: 'bing / cpc',
    fbclid: 'facebook / social',
    igshid: 'instagram / social',
    igsh: 'instagram / social',
    li_fat_id: 'linkedin / cpc',
    twclid: 'twitter / cpc',
    ttclid: 'tiktok / cpc',
    rdt_cid: 'reddit / cpc',
    sccid: 'snapchat / cpc',
    epik: 'pinterest / cpc',
    yclid: 'yandex / cpc',
    qclid: 'quora / cpc',
    mc_eid: 'mailchimp / email',
    _hsenc: 'hubspot / email',
    mkt_tok: 'marketo / email',
};
/** What `utm_medium` says of the channel, as Google Analytics groups it. */
const PAID_MEDIUM = /^(?:.*cp[acmv].*|ppc|retargeting|paid.*|display|banner)$/i;
const SOCIAL_MEDIUM = /^(?:social(?:[-_ ]?(?:network|media))?|sm)$/i;
const EMAIL_MEDIUM = /^(?:e[-_ ]?mail|newsletter)$/i;

/** Reads `CHANNELS`: `{"partner.example": "acme partners / partner / Partner", "aff_id": "affiliates / cpa"}`. */
function parseChannels(value) {
    if (!isObject$1(value))
        return fail('must be an object such as {"partner.example": "acme / partner"}');
    const channels = {};
    for (const [key, text] of Object.entries(value)) {
        const channel = typeof text === 'string' ? toChannel(text) : undefined;
        if (!channel)
            return fail(`${key}: must be "source / medium", or "source / medium / lead source"`);
        channels[hostOrParameter(key)] = channel;
    }
    return succeed(channels);
}
/** `https://www.Partner.example/` is the host `partner.example`. */
const hostOrParameter = (key) => key
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/|[/?#].*/gs, '')
    .replace(/^www\./, '');
function toChannel(text) {
    const [source, medium, leadSource, ...others] = text.split('/').map((part) => part.trim());
    if (!source || !medium || leadSource === '' || others.length > 0)
        return undefined;
    return { source, medium, ...(leadSource && { leadSource }) };
}
const DIRECT = { source: 'direct', medium: 'none' };
/** The campaign's own words win; a click id fills what they leave open, then the site that linked here. */
function channelOf(touch, own = {}) {
    const clicked = clickedOf(touch, own);
    const found = clicked ?? linkedFrom(hostOf(touch.referrer), own) ?? DIRECT;
    const { source = found.source } = touch;
    const isSame = String(source).toLowerCase() === found.source.toLowerCase();
    const medium = touch.medium ?? (isSame || clicked ? found.medium : undefined);
    const isFound = isSame && medium === found.medium;
    const leadSource = (isFound ? found.leadSource : undefined) ?? leadSourceOf(source, medium);
    return { source, ...(medium && { medium }), ...(leadSource && { leadSource }) };
}
function clickedOf({ click, landing }, own) {
    const query = typeof landing === 'string' ? parse$4(landing)?.searchParams : undefined;
    const given = new Set([...Object.keys(isObject$1(click) ? click : {}), ...(query?.keys() ?? [])].map((name) => name.toLowerCase()));
    for (const parameter of [...Object.keys(own), ...CLICK_NAMES])
        if (given.has(parameter))
            return own[parameter] ?? toChannel(CLICK_IDS[parameter] ?? '');
    return undefined;
}
const CLICK_NAMES = Object.keys(CLICK_IDS);
/** Its own name where the tables do not know it. */
function linkedFrom(host, own) {
    if (host === undefined)
        return undefined;
    for (const suffix of suffixesOf(host))
        if (Object.hasOwn(own, suffix))
            return own[suffix];
    return knownHost(host) ?? { source: host, medium: 'referral' };
}
const BY_HOST = new Map(Object.entries(HOSTS).flatMap(([medium, lines]) => lines
    .trim()
    .split('\n')
    .flatMap((line) => {
    const [source = '', hosts = ''] = line.trim().split(': ');
    return hosts.split(' ').map((host) => [host, { source, medium }]);
})));
function knownHost(host) {
    const whole = BY_HOST.get(`=${host}`) ?? BY_HOST.get(`${withoutTopLevel(host)}.*`);
    if (whole)
        return whole;
    for (const suffix of suffixesOf(host)) {
        const known = BY_HOST.get(suffix) ?? BY_HOST.get(`*.${withoutTopLevel(suffix)}.*`);
        if (known)
            return known;
    }
    return undefined;
}
/** `a.b.c`, `b.c`, `c`. */
const suffixesOf = (host) => host.split('.').map((_, index, labels) => labels.slice(index).join('.'));
/** `google` of `google.com`, `google.co.uk` and `google.com.br`. */
const withoutTopLevel = (host) => host.replace(/\.(?:com?\.)?[a-z]{2,3}$/, '');
function hostOf(address) {
    const host = typeof address === 'string' ? parse$4(address)?.hostname : undefined;
    return host?.toLowerCase().replace(/^www\./, '') || undefined;
}
function parse$4(address) {
    return URL.canParse(address) ? new URL(address) : undefined;
}
function leadSourceOf(source, medium) {
    if (medium === undefined)
        return undefined;
    if (PAID_MEDIUM.test(medium)) {
        const kind = MEDIUM_OF_SOURCE.get(source.toLowerCase());
        return kind === 'social' ? 'Paid Social' : kind === 'organic' ? 'Paid Search' : undefined;
    }
    if (EMAIL_MEDIUM.test(medium))
        return CHANNEL_OF_MEDIUM.email;
    if (SOCIAL_MEDIUM.test(medium))
        return CHANNEL_OF_MEDIUM.social;
    return Object.entries(CHANNEL_OF_MEDIUM).find(([name]) => name === medium)?.[1];
}
const MEDIUM_OF_SOURCE = new Map([...BY_HOST.values()].map(({ source, medium }) => [source, medium]));
/** Whether an address is of the site itself: the domain that both hosts have in common. */
function isOwnSite(referrer, page) {
    const [one, other] = [hostOf(referrer), hostOf(page)].map((host) => host && siteOf(host));
    return one !== undefined && one === other;
}
/** `acme.com` of `www.acme.com`, `acme.co.uk` of `www.acme.co.uk`. */
function siteOf(host) {
    const labels = host.split('.');
    const isUnderCountry = /^(?:com?|org|net|ac|gov)$/.test(labels.at(-2) ?? '');
    return labels.slice(isUnderCountry ? -3 : -2).join('.');
}

/** Each is looked at with every page view of somebody known. */
const MOST_RULES = 20;
const NAME_CHARACTERS = 60;
const EXAMPLE = '{"Returned":{"after days":7}}';
/** Reads HOT; a reason names the rule and the field. */
function parseHot(raw) {
    if (!isObject$1(raw))
        return fail(`must be an object of rules by name, such as ${EXAMPLE}`);
    const entries = Object.entries(raw);
    if (entries.length > MOST_RULES)
        return fail(`may have ${MOST_RULES} rules, and has ${entries.length}`);
    const rules = [];
    for (const [name, given] of entries) {
        const rule = parseRule(name.trim(), given);
        if (!rule.ok)
            return fail(`${JSON.stringify(name.slice(0, NAME_CHARACTERS))}: ${rule.reason}`);
        rules.push(rule.value);
    }
    return succeed(rules);
}
const PATH = 'must be a path such as "/pricing*", in which * stands for anything';
const PARAMETER = 'must be the name of a parameter, such as "fs_cid" or "utm_source=newsletter"';
const number$1 = (min, max) => {
    const message = `must be a number from ${min} to ${max}`;
    return exactOptional(pipe(number$2(message), minValue(min, message), maxValue(max, message)));
};
const TIMES = 'must be a whole number from 1 to 20';
const ENTRIES$2 = {
    'after days': number$1(1, 365),
    pages: exactOptional(pipe(string(PATH), regex(/^[/*#]\S{0,199}$/, PATH))),
    times: exactOptional(pipe(number$2(TIMES), integer(TIMES), minValue(1, TIMES), maxValue(20, TIMES))),
    'within hours': number$1(1, 720),
    query: exactOptional(pipe(string(PARAMETER), regex(/^[\w.~-]{1,60}(?:=.{1,100})?$/, PARAMETER))),
    task: exactOptional(unknown()),
    message: exactOptional(boolean('must be true or false')),
};
const ruleSchema = strictObject(ENTRIES$2, ({ expected, received }) => expected === 'never'
    ? `is unknown; known are ${Object.keys(ENTRIES$2).join(', ')}`
    : `must be an object such as {"after days":7}, not ${received}`);
function parseRule(name, given) {
    if (name === '' || name.length > NAME_CHARACTERS)
        return fail(`a rule needs a name of up to ${NAME_CHARACTERS} characters`);
    const parsed = safeParse(ruleSchema, given);
    if (!parsed.success) {
        const [issue] = parsed.issues;
        const path = getDotPath(issue);
        return fail(path === null ? issue.message : `${path}: ${issue.message}`);
    }
    const when = conditionIn(parsed.output);
    if (!when.ok)
        return when;
    const { task, message = task === undefined || task === false } = parsed.output;
    const hasTask = task === undefined ? parsed.output.message !== true : task !== false;
    if (!hasTask)
        return message ? succeed({ name, when: when.value, message }) : NOBODY_TOLD;
    const action = parseTask(name, task ?? true);
    return action.ok
        ? succeed({ name, when: when.value, message, task: action.value })
        : fail(`task: ${action.reason}`);
}
const NOBODY_TOLD = fail('tells nobody: leave out "task" and "message", or set one of them');
function conditionIn(given) {
    const { 'after days': days, pages: path, times = 1, 'within hours': hours = 24, query } = given;
    const conditions = [days, path, query].filter((each) => each !== undefined);
    if (conditions.length !== 1)
        return fail('needs exactly one of "after days", "pages" and "query"');
    for (const key of ['times', 'within hours'])
        if (path === undefined && given[key] !== undefined)
            return fail(`${key}: goes with "pages"`);
    if (days !== undefined)
        return succeed({ is: 'return', afterMs: days * DAY_MS });
    if (path !== undefined)
        return succeed({ is: 'pages', path, times, withinMs: hours * HOUR_MS });
    const [parameter = '', ...values] = String(query).split('=');
    return succeed({ is: 'query', parameter, ...(values.length > 0 && { value: values.join('=') }) });
}
/** Without a title of its own it says which rule it was. */
function parseTask(name, given) {
    const title = `${name}: {email}`;
    if (given === true)
        return parseTaskAction({ title });
    return parseTaskAction(isObject$1(given) ? { title, ...given } : given);
}

/** What can be odd about a sign-up. */
const QUALITY_FLAGS = [
    'honeypot',
    'too-fast',
    'disposable',
    'role',
    'webdriver',
    'turnstile',
];
const FLAG = `must be one of ${QUALITY_FLAGS.join(', ')}`;
const FLAGS = `must be a list of ${QUALITY_FLAGS.join(', ')}`;
const FIELD = 'must be the name of a field';
const NAMES$1 = 'must be a list of names, such as ["fax2"]';
const DOMAINS = 'must be a list of domains, such as ["example.org"]';
const SECONDS = 'must be a number from 0 to 60';
const ENTRIES$1 = {
    field: exactOptional(pipe(string(FIELD), regex(/^\w{1,100}$/, FIELD))),
    hold: optional(array(picklist(QUALITY_FLAGS, FLAG), FLAGS), ['honeypot', 'turnstile']),
    honeypots: optional(array(string(NAMES$1), NAMES$1), ['honeypot']),
    minimumSeconds: optional(pipe(number$2(SECONDS), minValue(0, SECONDS), maxValue(60, SECONDS)), 2),
    disposable: optional(array(pipe(string(DOMAINS), toLowerCase()), DOMAINS), []),
};
const KNOWN$1 = Object.keys(ENTRIES$1).join(', ');
/** Reads LEAD_QUALITY. */
const leadQuality = strictObject(ENTRIES$1, ({ expected }) => expected === 'never'
    ? `is unknown; known are ${KNOWN$1}`
    : 'must be an object such as {"hold": ["honeypot"]}');

/** Reads CLICK_FIELDS. */
const clickFields$1 = record(pipe(string(), regex(/^\w{1,50}$/, 'is not the name of a parameter')), pipe(string(), regex(/^cf_\w{1,100}$/, 'must be a custom field, such as cf_gclid')));
/** What becomes of events in the CRM, and how many calls may be spent on it. */
const RECORD_SETTINGS = {
    HOURLY_CALLS: {
        field: 'hourlyCalls',
        format: wholeNumber({ min: 1, max: 100_000 }),
        fallback: 800,
        about: 'How many calls to Freshsales this edge may make in an hour. The account has 1,000 to 5,000 by plan, for all programs together.',
        advice: 'a number below the hourly limit of your plan',
        example: '800',
    },
    MINUTE_CALLS: {
        field: 'minuteCalls',
        format: wholeNumber({ min: 1, max: 10_000 }),
        fallback: 200,
        about: 'Calls to Freshsales a minute; classic accounts allow 400.',
        advice: 'a number',
        example: '200',
    },
    TIMELINE: {
        field: 'timeline',
        format: oneOf(['note', 'activity', 'tracking', 'off']),
        fallback: 'note',
        about: 'Where visits are written: `note` on the contact, `activity`, `tracking` (needs FRESHSALES_APP_TOKEN) or `off`.',
        advice: '"note", "activity", "tracking" or "off"',
    },
    ACTIVITY_TYPE: {
        field: 'activityType',
        format: text$2(),
        about: 'Name of the sales activity type that `TIMELINE=activity` uses, as in Freshsales. Make one of your own: Freshsales probably refuses its built-in types.',
        unset: 'none; visits are then written as notes',
        advice: 'the name of a sales activity type, as it is in Freshsales',
        example: 'Website visit',
    },
    EVENTS: {
        field: 'actions',
        format: json(parseActions, { orList: true }),
        fallback: {},
        about: 'JSON: what an event of that name does in the CRM, see [mapping](mapping.md).',
        unset: 'none',
        advice: 'what each event does, see docs/mapping.md',
        example: { 'Trial Started': { 'lifecycle stage': 'Trial' } },
    },
    HOT: {
        field: 'hot',
        format: json(parseHot),
        fallback: {},
        about: 'JSON: what makes somebody who is in the CRM a hot lead, by rules of your own names, see [hot leads](operations.md#hot-leads): `"after days"` since they were last here, `"pages"` they look at so many `"times"` `"within hours"`, or a parameter (`"query"`) in the address. Each makes a task for the contact’s owner and a message, or one of both.',
        unset: 'none',
        advice: 'rules by name, see docs/operations.md',
        example: { Returned: { 'after days': 7 }, 'Pricing twice': { pages: '/pricing*', times: 2 } },
    },
    DEFAULTS: {
        field: 'defaults',
        format: json(parseDefaults),
        fallback: {},
        about: 'JSON: fields of a contact that is new, names allowed. A contact made by the API may start as subscribed to every kind of marketing mail: `"subscriptionStatus"` says what it starts as instead.',
        unset: 'none',
        advice: 'fields of a new contact, see docs/mapping.md',
        example: { leadSource: 'Web', owner: 'ann@acme.com' },
    },
    EXISTING: {
        field: 'existing',
        format: oneOf(['update', 'fill']),
        fallback: 'update',
        about: 'What a page’s word does to a contact that is in the CRM: `update` replaces what the person tells about themselves, `fill` writes only where nothing stands. Owner, stage, status, consent, lead source and campaign of such a contact a page never sets.',
        advice: '"update", or "fill" where what sales people write always wins',
    },
    CLICK_FIELDS: {
        field: 'clickFields',
        format: json(clickFields$1),
        fallback: {},
        about: 'JSON: the contact’s custom field for each click id, and for `landing` and `referrer`.',
        unset: 'none; the ids stay in the visit',
        advice: 'a custom field for each click id, or leave it out',
        example: { gclid: 'cf_gclid', landing: 'cf_landing_page' },
    },
    CHANNELS: {
        field: 'channels',
        format: json(parseChannels),
        fallback: {},
        about: 'JSON: what a visit from that host (with its subdomains), or with that parameter in its address, counts as: `"source / medium"`, or `"source / medium / lead source"`. It wins over [the table](mapping.md#channels); UTM parameters win over it.',
        unset: 'the table of search engines, networks, assistants, mailboxes and click ids',
        advice: 'a channel for each host or parameter, or leave it out',
        example: { 'partner.example': 'acme partners / partner / Partner', aff_id: 'affiliates / cpa' },
    },
    LEAD_QUALITY: {
        field: 'leadQuality',
        format: json(leadQuality),
        fallback: {},
        about: 'JSON: how sign-ups are judged. `"field"` is the contact field that gets the flags, `"hold"` lists the flags with which a lead is kept for review, `"honeypots":["fax2"]` names trap fields of your forms, `"minimumSeconds":2`, `"disposable":["example.org"]` adds mailbox providers.',
        unset: 'flags nobody sees, and `honeypot` and `turnstile` held',
        advice: 'what is held for review, or leave it out',
        example: { field: 'cf_lead_quality', hold: ['honeypot', 'disposable'] },
    },
};

/** Reads one of ALLOWED_ORIGINS. Intentionally no wildcards: one forgotten subdomain would speak for all. */
function parseOrigin(item) {
    const origin = normalizeOrigin(item);
    if (origin === undefined)
        return fail('is no origin; write scheme and host, such as "https://www.acme.com"');
    return origin.includes('*')
        ? fail('is no origin: * stands for nothing here; name each site, such as "https://www.acme.com"')
        : succeed(origin);
}
/** The origin as browsers write it (`https://EXAMPLE.com:443` is `https://example.com`), or nothing. */
function normalizeOrigin(text) {
    if (typeof text !== 'string' || !/^https?:\/\/[^/?#@\\\s,]+\/?$/i.test(text))
        return undefined;
    try {
        return new URL(text).origin;
    }
    catch {
        return undefined;
    }
}
/** Reads COOKIE_DOMAIN, and each of HOSTNAMES. A dot in front is how cookies used to write it. */
function parseHostname(text) {
    return typeof text === 'string' && /^\.?[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i.test(text)
        ? succeed(text.toLowerCase().replace(/^\./, ''))
        : fail('is no host name; write it without https://, such as acme.com');
}

/**
 * Who says it: a key of the site's own server, a person whose identity that server signed, or a page,
 * whose key everybody can read. The order is the rank.
 */
/** Only where somebody vouches for what is said does `null` empty a field. */
const mayClear = ({ provenance }) => provenance !== 'page';
/** A server may say everything. */
const SERVER = { provenance: 'server' };

// What is protected stands in the tables, by mapped field, so that every spelling is the same.
/** A signature says who a person is: it vouches for what is theirs, not for a company or a colleague's calendar. */
const THEIR_OWN = new Set(['contact', 'lead', 'deal']);
/** Whether somebody of that rank may not set the field of a record. */
function isProtected(object, field, provenance) {
    if (provenance === 'server')
        return false;
    if (provenance === 'signed' && THEIR_OWN.has(object))
        return false;
    return findRow(object, field)?.protected === 'always';
}

/** Stands for every field that is not protected. */
const EVERYTHING = '*';
/** What an operator calls a record in `fields`: `deal.amount`, `company.website`. */
const RECORDS$1 = new Map([
    ['contact', 'contact'],
    ['company', 'account'],
    ['account', 'account'],
    ['deal', 'deal'],
    ['activity', 'activity'],
    ['salesactivity', 'activity'],
]);
/** Traits of a person that become something else than one field. */
const WHOLE$1 = new Map([
    ['email', ['contact.emails']],
    ['emails', ['contact.emails']],
    ['name', ['contact.first_name', 'contact.last_name']],
    ['company', ['account.*']],
    ['account', ['account.*']],
    ['deal', ['deal.*']],
    ['tags', ['contact.tags']],
]);
/** The fields that a name in a source's `fields` means, in any spelling. */
function fieldsNamed(name) {
    if (name.trim() === EVERYTHING)
        return [EVERYTHING];
    const [record = '', member] = name.split('.', 2);
    const object = member === undefined ? undefined : RECORDS$1.get(looseName(record));
    if (object !== undefined && member !== undefined)
        return [fieldOf$1(object, member)];
    return WHOLE$1.get(looseName(name)) ?? [fieldOf$1('contact', name)];
}
function fieldOf$1(object, name) {
    const row = rowNamed(object, name);
    return row === undefined ? customOf(object, name) : `${object}.${row.field}`;
}
/** A custom field has as many spellings as a trait: `cfPlan`, `cf_plan`. */
function customOf(object, name) {
    return `${object}.custom.${looseName(customFieldName(name) ?? name)}`;
}
/** Whether the word counts for a field of a record. */
function mayField(object, field, word) {
    const { fields } = word;
    if (fields?.includes(`${object}.${field}`))
        return true;
    return !isProtected(object, field, word.provenance) && maySetObject(object, word);
}
/** Whether the word counts for a tag, a company or a deal at all, or for any unlisted field. */
function maySetObject(object, { provenance, fields }) {
    if (provenance !== 'page' || fields === undefined || fields.includes(EVERYTHING))
        return true;
    return object !== 'contact' && fields.some((field) => field.startsWith(`${object}.`));
}
/** Takes out what the word does not count for. */
function stripProtectedFields(object, offered, word) {
    const { fields, custom, contained = [] } = offered;
    if (word.provenance === 'server')
        return { fields, custom, withheld: [] };
    const allowed = { fields: {}, custom: {}, withheld: [] };
    for (const field in fields) {
        const value = fields[field] ?? null;
        if (mayField(object, field, word))
            allowed.fields[field] = value;
        else
            allowed.withheld.push(withhold(object, field, value));
    }
    for (const name in custom) {
        const value = custom[name] ?? null;
        const isRaw = contained.includes(name) && word.provenance === 'page';
        if (mayCustom(object, name, word) && !isRaw)
            allowed.custom[name] = value;
        else
            allowed.withheld.push(withhold(object, name, value));
    }
    return allowed;
}
function mayCustom(object, name, word) {
    return maySetObject(object, word) || word.fields?.includes(customOf(object, name)) === true;
}
/** Says that a field was asked for and not set. */
function withhold(object, field, value) {
    return {
        field: object === 'contact' ? field : `${object}.${field}`,
        reason: 'left out: this write key may not set it',
        ...(value !== undefined && { value: shorten(value) }),
    };
}
/** Shown to a person, who needs no more of it. */
const MAX_SHOWN_CHARACTERS = 200;
function shorten(value) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : value;
}

const EVENT_TYPES = [
    'identify',
    'group',
    'track',
    'page',
    'screen',
    'alias',
];

/** Keys travel in headers and addresses, so they keep to characters that need no escaping there. */
const KEY = /^[\w.~-]{1,128}$/;
/** One in use and one that replaces it; more than that is a forgotten rotation. */
const MAX_KEYS_PER_SOURCE = 2;
/** Reads WRITE_KEYS: key → source name, or key → what the source may do. */
function parseWriteKeys(raw) {
    if (!isObject$1(raw))
        return fail('must be a JSON object, such as {"wk_site":"Website"}');
    const sources = new Map();
    for (const [key, value] of Object.entries(raw)) {
        if (!KEY.test(key)) {
            return fail('a key may hold letters, digits and _ - . ~, up to 128 characters');
        }
        const source = parseSource(typeof value === 'string' ? { source: value } : value);
        if (!source.ok)
            return fail(`the key beginning "${key.slice(0, 6)}": ${source.reason}`);
        sources.set(key, source.value);
    }
    if (sources.size === 0) {
        return fail('names no key; add one, such as {"wk_site":"Website"}');
    }
    const crowded = nameWithTooManyKeys(sources);
    if (crowded !== undefined) {
        return fail(`"${crowded}" has more than ${MAX_KEYS_PER_SOURCE} keys; remove the oldest`);
    }
    return { ok: true, value: sources };
}
const yesOrNo = (name) => optional(boolean(`"${name}" must be true or false`), false);
const NAME = '"source" must be a name of up to 100 characters';
const EVENTS = `"events" must be a list of ${EVENT_TYPES.join(', ')}`;
const FIELDS$1 = '"fields" must be a list of trait names, "*" for all that are not protected, "**" for all';
const COUNT = '"newContactsPerHour" must be a whole number';
const ENTRIES = {
    source: pipe(string(NAME), trim(), nonEmpty(NAME), maxLength(100, NAME)),
    /**
     * The key is a secret of your own server: what it sends is believed as if it were signed, and it
     * is refused from a browser.
     */
    trusted: yesOrNo('trusted'),
    /** For trying out: what it sends is planned and shown, and nothing of it reaches Freshsales. */
    test: yesOrNo('test'),
    /** Event types it may send. */
    events: pipe(optional(array(picklist(EVENT_TYPES, EVENTS), EVENTS), [...EVENT_TYPES]), nonEmpty(EVENTS), transform((types) => new Set(types))),
    /**
     * Contact fields an unsigned caller may set: `["*"]`, every field that is not protected; `["**"]`,
     * the protected ones too (owner, lifecycle stage, status, territory, deal amount …).
     */
    fields: pipe(optional(array(string(FIELDS$1), FIELDS$1), ['*']), nonEmpty(FIELDS$1), transform((names) => fieldRule(names))),
    /** Whether events that name a person must carry a signed identity. */
    signed: yesOrNo('signed'),
    /** Overrides NEW_CONTACTS_PER_HOUR for this source. */
    newContactsPerHour: exactOptional(pipe(number$2(COUNT), integer(COUNT), minValue(0, COUNT))),
};
const entriesSchema = strictObject(ENTRIES, ({ expected, received }) => expected === 'never'
    ? `${received} is unknown; known are ${Object.keys(ENTRIES).join(', ')}`
    : expected === 'Object'
        ? 'must be a source name or an object with "source"'
        : NAME);
/** The sources whose events reach Freshsales: nothing is decided by what a test key sends. */
function realSources(sources) {
    return [...sources.values()].filter(({ test }) => !test);
}
function parseSource(raw) {
    const parsed = safeParse(entriesSchema, raw);
    if (!parsed.success)
        return fail(parsed.issues[0].message);
    const { source, ...rest } = parsed.output;
    return succeed(Object.freeze({ name: source, ...rest }));
}
function nameWithTooManyKeys(sources) {
    const counts = new Map();
    for (const { name } of sources.values())
        counts.set(name, (counts.get(name) ?? 0) + 1);
    return [...counts].find(([, count]) => count > MAX_KEYS_PER_SOURCE)?.[0];
}
/** Stands for really everything. */
const PROTECTED_TOO = '**';
function fieldRule(names) {
    const protectedToo = names.includes(PROTECTED_TOO);
    const fields = names.filter((name) => name !== PROTECTED_TOO).flatMap(fieldsNamed);
    const isUsual = protectedToo || fields.every((field) => field === EVERYTHING);
    return isUsual ? { protectedToo } : { protectedToo, fields };
}

const SHORT = 'openssl rand -base64 24';
const LONG = 'openssl rand -base64 48';
/** Who may send events, and what is kept of them. */
const SENDER_SETTINGS = {
    WRITE_KEYS: {
        field: 'sources',
        format: json(parseWriteKeys),
        fallback: { wk_site: 'Website' },
        about: 'JSON: the public keys your sites send, each with the source it stands for; or with limits of its own: `{"wk_shop":{"source":"Shop","events":["identify","track"],"fields":["email","name"]}}`; or for your own server, whose key never reaches a browser: `{"sk_app":{"source":"App","trusted":true}}`. `{"wk_test":{"source":"Test","test":true}}` is a key for [trying out](operations.md#test-keys): what it sends is planned and shown, and nothing of it reaches Freshsales. Two keys may name the same source, so that one can be replaced without a gap.',
        unset: '`{"wk_site":"Website"}`, which does for one site',
        advice: 'a key of your choice, and the name of the site',
        example: { wk_site: 'Website' },
    },
    ALLOWED_ORIGINS: {
        field: 'allowedOrigins',
        format: list(parseOrigin, { example: 'https://www.acme.com' }),
        fallback: [],
        about: 'The sites whose pages may send events, scheme and host as the browser shows them: a JSON list, or plain addresses with commas between them.',
        unset: 'none, so only pages served by the edge itself and servers (which send no origin) get in',
        advice: 'scheme and host of each site',
        example: ['https://www.acme.com', 'https://shop.acme.com'],
    },
    HOSTNAMES: {
        field: 'hostnames',
        format: list(parseHostname, { example: 't.acme.com' }),
        fallback: [],
        about: 'The host names the edge answers on: a JSON list, or plain names with commas between them.',
        unset: 'any',
        advice: 'the host of the edge, or leave it out',
        example: ['t.acme.com'],
    },
    ADMIN_TOKEN: {
        field: 'adminToken',
        format: text$2({ minCharacters: 12 }),
        secret: true,
        about: `Opens the console; at least 12 characters. Make one: \`${SHORT}\`.`,
        unset: 'none, and the console stays shut',
        advice: `the output of: ${SHORT}`,
    },
    IDENTITY_SECRET: {
        field: 'identitySecret',
        format: text$2({ minCharacters: 32 }),
        secret: true,
        about: `At least 32 characters, shared with your server, which can sign with it who a person is (HS256 JWT in \`context.identityToken\`); that lifts the limits of an unsigned caller. Make one: \`${LONG}\`.`,
        unset: 'none',
        advice: `the output of: ${LONG}`,
    },
    IDENTITY_SECRET_NEXT: {
        field: 'nextIdentitySecret',
        format: text$2({ minCharacters: 32 }),
        secret: true,
        about: 'The next identity secret, also accepted: for rotation.',
        unset: 'none',
        advice: `the output of: ${LONG}, or leave it out`,
    },
    TURNSTILE_SECRET: {
        field: 'turnstileSecret',
        format: text$2(),
        secret: true,
        about: 'Turnstile’s secret key: an unsigned sign-up must carry a token in `context.turnstileToken`.',
        unset: 'none',
        advice: 'the secret key of your Turnstile widget, or leave it out',
    },
    CALENDLY_SIGNING_KEY: {
        field: 'calendlySigningKey',
        format: text$2({ minCharacters: 12 }),
        secret: true,
        about: 'The signing key of a webhook subscription of Calendly, which then reports bookings and cancellations to `/v1/webhooks/calendly`: a page is not told who booked. See [forms](forms.md#widgets).',
        unset: 'none, and Calendly’s webhooks are not taken',
        advice: 'the signing key of the webhook subscription in Calendly, or leave it out',
    },
    NEW_CONTACTS_PER_HOUR: {
        field: 'newContactsPerHour',
        format: wholeNumber({ min: 0, max: 100_000 }),
        fallback: 0,
        about: 'New contacts an hour that one source may cause; the rest wait for the next hour. Trusted sources: no limit.',
        unset: '0, no limit',
        advice: 'a number',
        example: '200',
    },
    COOKIE_DOMAIN: {
        field: 'cookieDomain',
        format: readBy(parseHostname),
        about: 'Domain of the id cookie, when the edge answers on a host below it: the edge then renews the cookie of pages that set `data-server-cookie`, and Safari keeps it longer than a week.',
        unset: 'none, and no cookie is ever read or set',
        advice: 'the domain above the host of the edge, or leave it out',
        example: 'acme.com',
    },
    CLIENT_IP: {
        field: 'clientIp',
        format: oneOf(['off', 'truncated', 'full']),
        fallback: 'off',
        about: 'What is kept of a visitor’s address: `off`, `truncated` (/24, /48) or `full`.',
        advice: '"off", "truncated" or "full"',
    },
};

/**
 * Every setting, in the order in which they are documented and faults are named. Adding one is an
 * entry in one of these tables; `Config`, the docs, the doctor and the schemas follow.
 */
const SETTINGS = {
    ...ACCOUNT_SETTINGS,
    ...SENDER_SETTINGS,
    ...RECORD_SETTINGS,
    ...OPERATION_SETTINGS,
};
const VARIABLES = Object.keys(SETTINGS);
const SECRETS = VARIABLES.filter((name) => settingNamed(name).secret === true);
function isVariable(name) {
    return Object.hasOwn(SETTINGS, name);
}
/** An entry without its exact type, for code that treats all settings alike. */
function settingNamed(name) {
    return SETTINGS[name];
}
/** What to do about this setting, and where. */
function adviceFor(name) {
    const where = settingNamed(name).secret
        ? `In production: npx wrangler secret put ${name}. On this machine: .dev.vars.`
        : 'In production: "vars" in wrangler.jsonc. On this machine .dev.vars comes before it.';
    return `${whatToWrite(name)} ${where}`;
}
function whatToWrite(name) {
    const { advice, example } = settingNamed(name);
    const such = example === undefined ? '' : `, such as ${JSON.stringify(example)}`;
    return `Write ${advice}${such}.`;
}

/**
 * Why a call failed, by who must act. A message reads "what: METHOD path" and holds neither secrets
 * nor personal data; what Freshsales said is in `messages`, for the operator only.
 */
class CallError extends Error {
    name = 'CallError';
    call;
    status;
    constructor(what, call, options = {}) {
        super(`${what}: ${call.method} ${withoutQuery(call.path)}`, { cause: options.cause });
        this.call = call;
        this.status = options.status;
    }
}
/** Nobody must act: network, timeout, 408, 5xx, a redirect, or an answer that is not Freshsales'. */
class RetryLaterError extends CallError {
    name = 'RetryLaterError';
}
/** The account's quota is used up for now; counts as nobody's failed attempt. */
class ThrottledError extends CallError {
    name = 'ThrottledError';
    retryAfterSeconds;
    constructor(call, options) {
        super('Freshsales asks to slow down', call, options);
        this.retryAfterSeconds = options.retryAfterSeconds;
    }
}
/** This record is refused: mend it (`repair.ts`) or put it aside. */
class RefusedError extends CallError {
    name = 'RefusedError';
    /** What Freshsales said; may hold personal data. */
    messages;
    constructor(call, options) {
        super('Freshsales refused the record', call, options);
        this.messages = options.messages;
    }
}
/** The operator must act: the key is wrong (401), or lacks the right for this call (403). */
class AccountError extends CallError {
    name = 'AccountError';
    /** What Freshsales said; may hold personal data. */
    messages;
    constructor(what, call, { messages = [], ...options } = {}) {
        super(what, call, options);
        this.messages = messages;
    }
}
/** A query may hold an e-mail address. */
function withoutQuery(path) {
    return path.split('?', 1)[0] ?? path;
}

function good(text) {
    return { mark: 'good', text };
}
function note(text, advice) {
    return advice === undefined ? { mark: 'note', text } : { mark: 'note', text, advice };
}
function bad(subject, text, advice) {
    return { mark: 'bad', subject, text, advice };
}
/** Runs all of them, each for itself: one that throws is one line, and the others run. */
async function* runChecks(checks, subject, explainError) {
    for (const { title, run } of checks) {
        try {
            yield* run(subject);
        }
        catch (error) {
            const finding = explainError(error);
            yield { ...finding, text: `${finding.text} (while checking ${title})` };
            // No call is left for any of the others.
            if (error instanceof ThrottledError)
                return;
        }
    }
}

/**
Base class for all Ky-specific errors. `HTTPError`, `NetworkError`, `TimeoutError`, and `ForceRetryError` extend this class.

You can use `instanceof KyError` to check if an error originated from Ky, or use the `isKyError()` type guard for cross-realm compatibility and TypeScript type narrowing.

Note: `SchemaValidationError` is intentionally not considered a Ky error. `KyError` covers failures in Ky's HTTP lifecycle (bad status, timeout, retry), while schema validation errors originate from the user-provided schema, not from Ky itself.
*/
class KyError extends Error {
    name = 'KyError';
    get isKyError() {
        return true;
    }
}

/**
Error thrown when the response has a non-2xx status code and `throwHttpErrors` is enabled.

The error has a `response` property with the `Response` object, a `request` property with the `Request` object, an `options` property with the normalized options (either passed to `ky` when creating an instance with `ky.create()` or directly when performing the request), and a `data` property with the pre-parsed response body. For JSON responses (based on `Content-Type`), the body is parsed using the `parseJson` option if set, or `JSON.parse` by default. For other content types, it is set as plain text. If the body is empty, unreadable, too large, parsing fails, or the error-data read/parse timeout is reached, `data` will be `undefined`. To avoid hanging or excessive buffering, `error.data` body reads and async JSON parsing are bounded by the request timeout (or 10 seconds when `timeout` is disabled), any remaining `totalTimeout` budget, and a 10 MiB response body size limit. If `totalTimeout` expires while populating `error.data`, Ky throws `TimeoutError` instead of `HTTPError`. The `data` property is populated before `beforeError` hooks run, so hooks can access it.

The response body is automatically consumed when populating `error.data`, so `error.response.json()` and other body methods will not work. Use `error.data` instead. The `error.response` object is still available for headers, status, etc.

Be aware that some types of errors, such as network errors, inherently mean that a response was not received. In that case, the error will be an instance of `NetworkError` instead of `HTTPError` and will not contain a `response` property.
*/
class HTTPError extends KyError {
    name = 'HTTPError';
    response;
    request;
    options;
    data;
    constructor(response, request, options) {
        const code = (response.status || response.status === 0) ? response.status : '';
        const title = response.statusText ?? '';
        const status = `${code} ${title}`.trim();
        const reason = status ? `status code ${status}` : 'an unknown error';
        super(`Request failed with ${reason}: ${request.method} ${request.url}`);
        this.response = response;
        this.request = request;
        this.options = options;
    }
}

/**
Error thrown when a network error occurs during the request (e.g., DNS failure, connection refused, offline). It has a `request` property with the `Request` object. The original error is available via the standard `cause` property.

Network errors are automatically retried (for retriable methods).

Note: Network errors are detected using runtime-specific heuristics. Unrecognized runtimes may produce errors that are not wrapped in `NetworkError`. Use the `shouldRetry` option to handle such cases.
*/
class NetworkError extends KyError {
    name = 'NetworkError';
    request;
    constructor(request, options) {
        super(`Request failed due to a network error: ${request.method} ${request.url}`, options);
        this.request = request;
    }
}

/**
Wrapper for non-Error values that were thrown.

In JavaScript, any value can be thrown (not just Error instances). This class wraps such values to ensure consistent error handling.
*/
class NonError extends Error {
    name = 'NonError';
    value;
    constructor(value) {
        let message = 'Non-error value was thrown';
        // Intentionally minimal as this error is just an edge-case.
        try {
            if (typeof value === 'string') {
                message = value;
            }
            else if (value && typeof value === 'object' && 'message' in value && typeof value.message === 'string') {
                message = value.message;
            }
        }
        catch {
            // Use default message if accessing properties throws
        }
        super(message);
        this.value = value;
    }
}

/**
Error used to signal a forced retry from `afterResponse` hooks.

This is thrown when `ky.retry()` is returned from an `afterResponse` hook. It is observable in `beforeRetry` and `beforeError` hooks via the `isForceRetryError()` type guard.
*/
class ForceRetryError extends KyError {
    name = 'ForceRetryError';
    customDelay;
    code;
    customRequest;
    constructor(options) {
        // Runtime protection: wrap non-Error causes in NonError
        // TypeScript type is Error for guidance, but JS users can pass anything
        const cause = options?.cause
            ? (options.cause instanceof Error ? options.cause : new NonError(options.cause))
            : undefined;
        super(options?.code ? `Forced retry: ${options.code}` : 'Forced retry', cause ? { cause } : undefined);
        this.customDelay = options?.delay;
        this.code = options?.code;
        this.customRequest = options?.request;
    }
}

/**
The error thrown when [Standard Schema](https://github.com/standard-schema/standard-schema) validation fails in `.json(schema)`. It has an `issues` property with the validation issues from the schema.

This error intentionally does not extend `KyError` because it does not represent a failure in Ky's HTTP lifecycle. The request succeeded; the user's schema rejected the data. As such, it is not matched by `isKyError()`.

@example
```
import ky, {SchemaValidationError} from 'ky';
import {z} from 'zod';

const userSchema = z.object({name: z.string()});

try {
    const user = await ky('/api/user').json(userSchema);
    console.log(user.name);
} catch (error) {
    if (error instanceof SchemaValidationError) {
        console.error(error.issues);
    }
}
```
*/
class SchemaValidationError extends Error {
    name = 'SchemaValidationError';
    issues;
    constructor(issues) {
        super('Response schema validation failed');
        this.issues = issues;
    }
}

/**
Error thrown when the request times out. It has a `request` property with the `Request` object.
*/
class TimeoutError extends KyError {
    name = 'TimeoutError';
    request;
    constructor(request) {
        super(`Request timed out: ${request.method} ${request.url}`);
        this.request = request;
    }
}

const supportsRequestStreams = (() => {
    let duplexAccessed = false;
    let hasContentType = false;
    const supportsReadableStream = typeof globalThis.ReadableStream === 'function';
    const supportsRequest = typeof globalThis.Request === 'function';
    if (supportsReadableStream && supportsRequest) {
        try {
            hasContentType = new globalThis.Request('https://empty.invalid', {
                body: new globalThis.ReadableStream(),
                method: 'POST',
                // @ts-expect-error - Types are outdated.
                get duplex() {
                    duplexAccessed = true;
                    return 'half';
                },
            }).headers.has('Content-Type');
        }
        catch (error) {
            // QQBrowser on iOS throws "unsupported BodyInit type" error (see issue #581)
            if (error instanceof Error && error.message === 'unsupported BodyInit type') {
                return false;
            }
            throw error;
        }
    }
    return duplexAccessed && !hasContentType;
})();
const supportsAbortController = typeof globalThis.AbortController === 'function';
const supportsAbortSignal = typeof globalThis.AbortSignal === 'function' && typeof globalThis.AbortSignal.any === 'function';
const supportsResponseStreams = typeof globalThis.ReadableStream === 'function';
const supportsFormData = typeof globalThis.FormData === 'function';
const requestMethods = ['get', 'post', 'put', 'patch', 'head', 'delete', 'query'];
const responseTypes = {
    json: 'application/json',
    text: 'text/*',
    formData: 'multipart/form-data',
    arrayBuffer: '*/*',
    blob: '*/*',
    // Supported in modern Fetch implementations (for example, browsers and recent Node.js/undici).
    // We still feature-check at runtime before exposing the shortcut.
    bytes: '*/*',
};
// The maximum value of a 32bit int (see issue #117)
const maxSafeTimeout = 2_147_483_647;
// Size in bytes of a typical form boundary (e.g., '------WebKitFormBoundaryaxpyiPgbbPti10Rw'), used to help estimate upload size
const usualFormBoundarySize = 40;
/**
Symbol that can be returned by a `beforeRetry` hook to stop retrying without throwing an error.
*/
const stop = Symbol('stop');
/**
Marker returned by `ky.retry()` to signal a forced retry from `afterResponse` hooks.
*/
class RetryMarker {
    options;
    constructor(options) {
        this.options = options;
    }
}
/**
Force a retry from an `afterResponse` hook.

This allows you to retry a request based on the response content, even if the response has a successful status code. The retry will respect the `retry.limit` option and skip the `shouldRetry` check. The forced retry is observable in `beforeRetry` hooks, where the error will be a `ForceRetryError`.

@param options - Optional configuration for the retry.

@example
```
import ky, {isForceRetryError} from 'ky';

const api = ky.extend({
    hooks: {
        afterResponse: [
            async ({request, response}) => {
                // Retry based on response body content
                if (response.status === 200) {
                    const data = await response.json();

                    // Simple retry with default delay
                    if (data.error?.code === 'TEMPORARY_ERROR') {
                        return ky.retry();
                    }

                    // Retry with custom delay from API response
                    if (data.error?.code === 'RATE_LIMIT') {
                        return ky.retry({
                            delay: data.error.retryAfter * 1000,
                            code: 'RATE_LIMIT'
                        });
                    }

                    // Retry with a modified request (e.g., fallback endpoint)
                    if (data.error?.code === 'FALLBACK_TO_BACKUP') {
                        return ky.retry({
                            request: new Request('https://backup-api.com/endpoint', {
                                method: request.method,
                                headers: request.headers,
                            }),
                            code: 'BACKUP_ENDPOINT'
                        });
                    }

                    // Retry with refreshed authentication
                    if (data.error?.code === 'TOKEN_REFRESH' && data.newToken) {
                        return ky.retry({
                            request: new Request(request, {
                                headers: {
                                    ...Object.fromEntries(request.headers),
                                    'Authorization': `Bearer ${data.newToken}`
                                }
                            }),
                            code: 'TOKEN_REFRESHED'
                        });
                    }

                    // Retry with cause to preserve error chain
                    try {
                        validateResponse(data);
                    } catch (error) {
                        return ky.retry({
                            code: 'VALIDATION_FAILED',
                            cause: error
                        });
                    }
                }
            }
        ],
        beforeRetry: [
            ({error, retryCount}) => {
                // Observable in beforeRetry hooks
                if (isForceRetryError(error)) {
                    console.log(`Forced retry #${retryCount}: ${error.message}`);
                    // Example output: "Forced retry #1: Forced retry: RATE_LIMIT"
                }
            }
        ]
    }
});

const response = await api.get('https://example.com/api');
```
*/
const retry = (options) => new RetryMarker(options);
const kyOptionKeys = {
    json: true,
    parseJson: true,
    stringifyJson: true,
    searchParams: true,
    baseUrl: true,
    prefix: true,
    retry: true,
    timeout: true,
    totalTimeout: true,
    hooks: true,
    throwHttpErrors: true,
    onDownloadProgress: true,
    onUploadProgress: true,
    fetch: true,
    context: true,
};
// Standard RequestInit options that should NOT be passed separately to fetch()
// because they're already applied to the Request object.
// Note: `dispatcher` and `priority` are NOT included here - they're fetch-only
// options that the Request constructor doesn't accept, so they need to be passed
// separately to fetch().
const requestOptionsRegistry = {
    method: true,
    headers: true,
    body: true,
    mode: true,
    credentials: true,
    cache: true,
    redirect: true,
    referrer: true,
    referrerPolicy: true,
    integrity: true,
    keepalive: true,
    signal: true,
    window: true,
    duplex: true,
};

const encoder = new TextEncoder();
// eslint-disable-next-line @typescript-eslint/no-restricted-types
const getBodySize = (body) => {
    if (!body) {
        return 0;
    }
    if (body instanceof FormData) {
        // This is an approximation, as FormData size calculation is not straightforward
        let size = 0;
        for (const [key, value] of body) {
            size += usualFormBoundarySize;
            size += encoder.encode(`Content-Disposition: form-data; name="${key}"`).byteLength;
            size += typeof value === 'string'
                ? encoder.encode(value).byteLength
                : value.size;
        }
        return size;
    }
    if (body instanceof Blob) {
        return body.size;
    }
    if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) {
        return body.byteLength;
    }
    if (typeof body === 'string') {
        return encoder.encode(body).byteLength;
    }
    if (body instanceof URLSearchParams) {
        return encoder.encode(body.toString()).byteLength;
    }
    return 0;
};
const withProgress = (stream, totalBytes, onProgress) => {
    let previousChunk;
    let transferredBytes = 0;
    return stream.pipeThrough(new TransformStream({
        transform(currentChunk, controller) {
            controller.enqueue(currentChunk);
            if (previousChunk) {
                transferredBytes += previousChunk.byteLength;
                let percent = totalBytes === 0 ? 0 : transferredBytes / totalBytes;
                // Avoid reporting 100% progress before the stream is actually finished (in case totalBytes is inaccurate)
                if (percent >= 1) {
                    // Epsilon is used here to get as close as possible to 100% without reaching it.
                    // If we were to use 0.99 here, percent could potentially go backwards.
                    percent = 1 - Number.EPSILON;
                }
                onProgress?.({ percent, totalBytes: Math.max(totalBytes, transferredBytes), transferredBytes }, previousChunk);
            }
            previousChunk = currentChunk;
        },
        flush() {
            const finalChunk = previousChunk ?? new Uint8Array();
            transferredBytes += finalChunk.byteLength;
            onProgress?.({ percent: 1, totalBytes: Math.max(totalBytes, transferredBytes), transferredBytes }, finalChunk);
        },
    }));
};
const streamResponse = (response, onDownloadProgress) => {
    if (!response.body) {
        return response;
    }
    const responseInit = {
        status: response.status,
        statusText: response.statusText,
        headers: response.headers,
    };
    if (response.status === 204) {
        return new Response(null, responseInit);
    }
    const totalBytes = Math.max(0, Number(response.headers.get('content-length')) || 0);
    return new Response(withProgress(response.body, totalBytes, onDownloadProgress), responseInit);
};
// eslint-disable-next-line @typescript-eslint/no-restricted-types
const streamRequest = (request, onUploadProgress, originalBody) => {
    if (!request.body) {
        return request;
    }
    // Use original body for size calculation since request.body is already a stream
    const totalBytes = getBodySize(originalBody ?? request.body);
    return new Request(request, {
        // @ts-expect-error - Types are outdated.
        duplex: 'half',
        body: withProgress(request.body, totalBytes, onUploadProgress),
    });
};

// eslint-disable-next-line @typescript-eslint/no-restricted-types
const isObject = (value) => value !== null && typeof value === 'object';

const replaceSymbol = Symbol('replaceOption');
const getReplaceState = (value) => isObject(value) && value[replaceSymbol] === true
    ? {
        isReplace: true,
        value: value.value,
    }
    : {
        isReplace: false,
        value,
    };
const validateAndMerge = (...sources) => {
    for (const source of sources) {
        if ((!isObject(source) || Array.isArray(source)) && source !== undefined) {
            throw new TypeError('The `options` argument must be an object');
        }
    }
    return deepMerge({}, ...sources);
};
const mergeHeaders = (source1 = {}, source2 = {}) => {
    const result = new globalThis.Headers(source1);
    const isHeadersInstance = source2 instanceof globalThis.Headers;
    const source = new globalThis.Headers(source2);
    for (const [key, value] of source.entries()) {
        if ((isHeadersInstance && value === 'undefined') || value === undefined) {
            result.delete(key);
        }
        else {
            result.set(key, value);
        }
    }
    return result;
};
const isPlainObject = (value) => {
    if (!isObject(value) || Array.isArray(value)) {
        return false;
    }
    const prototype = Object.getPrototypeOf(value);
    return prototype === Object.prototype || prototype === null;
};
const cloneShallow = (value) => {
    if (value instanceof URLSearchParams) {
        const copy = new URLSearchParams(value);
        const deleted = value[deletedParametersSymbol];
        if (deleted) {
            // Preserve internal deletion markers so init-hook cloning does not resurrect params removed during option merging.
            copy[deletedParametersSymbol] = new Set(deleted);
        }
        return copy;
    }
    if (value instanceof globalThis.Headers) {
        return new globalThis.Headers(value);
    }
    if (Array.isArray(value)) {
        return [...value];
    }
    if (isPlainObject(value)) {
        const copy = { ...value };
        return copy;
    }
    return value;
};
const normalizeHeaderObject = (headers) => Object.fromEntries(Object.entries(headers).filter((entry) => entry[1] !== undefined));
const mergeHeaderContainers = (source1, source2) => {
    if (isPlainObject(source1) && isPlainObject(source2)) {
        return normalizeHeaderObject({ ...source1, ...source2 });
    }
    return mergeHeaders(source1, source2);
};
function newHookValue(original, incoming, property) {
    return (Object.hasOwn(incoming, property) && incoming[property] === undefined)
        ? []
        : deepMerge(original[property] ?? [], incoming[property] ?? []);
}
const mergeHooks = (original = {}, incoming = {}) => ({
    init: newHookValue(original, incoming, 'init'),
    beforeRequest: newHookValue(original, incoming, 'beforeRequest'),
    beforeRetry: newHookValue(original, incoming, 'beforeRetry'),
    beforeError: newHookValue(original, incoming, 'beforeError'),
    afterResponse: newHookValue(original, incoming, 'afterResponse'),
});
const deletedParametersSymbol = Symbol('deletedParameters');
const appendSearchParameters = (target, source) => {
    const result = new URLSearchParams();
    const deleted = new Set();
    for (const input of [target, source]) {
        if (input === undefined) {
            continue;
        }
        if (input instanceof URLSearchParams) {
            for (const [key, value] of input.entries()) {
                result.append(key, value);
                deleted.delete(key);
            }
            const inputDeleted = input[deletedParametersSymbol];
            if (inputDeleted) {
                for (const key of inputDeleted) {
                    result.delete(key);
                    deleted.add(key);
                }
            }
        }
        else if (Array.isArray(input)) {
            for (const pair of input) {
                if (!Array.isArray(pair) || pair.length !== 2) {
                    throw new TypeError('Array search parameters must be provided in [[key, value], ...] format');
                }
                result.append(String(pair[0]), String(pair[1]));
                deleted.delete(String(pair[0]));
            }
        }
        else if (isObject(input)) {
            for (const [key, value] of Object.entries(input)) {
                if (value === undefined) {
                    result.delete(key);
                    deleted.add(key);
                }
                else {
                    result.append(key, String(value));
                    deleted.delete(key);
                }
            }
        }
        else {
            // String
            const parameters = new URLSearchParams(input);
            for (const [key, value] of parameters.entries()) {
                result.append(key, value);
                deleted.delete(key);
            }
        }
    }
    if (deleted.size > 0) {
        result[deletedParametersSymbol] = deleted;
    }
    return result;
};
// TODO: Make this strongly-typed (no `any`).
const deepMergeInternal = (isRoot, ...sources) => {
    let returnValue = {};
    let headers = {};
    let hooks = {};
    let searchParameters;
    const signals = [];
    for (const source of sources) {
        if (Array.isArray(source)) {
            if (!Array.isArray(returnValue)) {
                returnValue = [];
            }
            returnValue = [...returnValue, ...source];
        }
        else if (isObject(source)) {
            for (let [key, value] of Object.entries(source)) {
                const replaceState = getReplaceState(value);
                const { isReplace } = replaceState;
                value = replaceState.value;
                const isRootSignal = isRoot && key === 'signal';
                if (isRootSignal && (isReplace || value === undefined)) {
                    signals.length = 0;
                }
                // Special handling for AbortSignal instances at the root options level
                if (isRootSignal && value instanceof globalThis.AbortSignal) {
                    signals.push(value);
                    continue;
                }
                // Special handling for context - shallow merge only
                if (key === 'context') {
                    if (value !== undefined && value !== null && (!isObject(value) || Array.isArray(value))) {
                        throw new TypeError('The `context` option must be an object');
                    }
                    // Shallow merge: always create a new object to prevent mutation bugs
                    returnValue = {
                        ...returnValue,
                        context: (value === undefined || value === null)
                            ? {}
                            : (isReplace
                                ? { ...value }
                                : { ...returnValue.context, ...value }),
                    };
                    continue;
                }
                // Special handling for searchParams
                if (key === 'searchParams') {
                    if (value === undefined || value === null) {
                        // Explicit undefined or null removes searchParams
                        searchParameters = undefined;
                    }
                    else if (isReplace) {
                        searchParameters = value;
                    }
                    else {
                        // First source: keep as-is to preserve type (string/object/URLSearchParams)
                        // Subsequent sources: merge and convert to URLSearchParams
                        searchParameters = searchParameters === undefined ? value : appendSearchParameters(searchParameters, value);
                    }
                    continue;
                }
                // `retry` accepts a number as shorthand for `{limit: number}`. Expand it before
                // merging so extending a numeric `retry` with an object keeps the limit instead
                // of dropping it (e.g. `ky.create({retry: 3}).extend({retry: {methods: ['get']}})`).
                // Scoped to the root options level so it never rewrites nested user data that
                // happens to contain a `retry` key (e.g. a `json` request body).
                if (isRoot && key === 'retry' && isObject(value) && !isReplace && typeof returnValue[key] === 'number') {
                    returnValue = { ...returnValue, [key]: { limit: returnValue[key] } };
                }
                if (isObject(value) && !isReplace && key in returnValue) {
                    value = deepMergeInternal(false, returnValue[key], value);
                }
                returnValue = { ...returnValue, [key]: value };
            }
            if (isObject(source.hooks)) {
                const { value: hookValue, isReplace } = getReplaceState(source.hooks);
                hooks = isReplace
                    ? mergeHooks({}, hookValue)
                    : mergeHooks(hooks, hookValue);
                returnValue.hooks = hooks;
            }
            if (isObject(source.headers)) {
                const { value: headerValue, isReplace } = getReplaceState(source.headers);
                headers = isReplace
                    ? cloneShallow(headerValue)
                    : mergeHeaderContainers(headers, headerValue);
                returnValue.headers = headers;
            }
        }
    }
    if (searchParameters !== undefined) {
        returnValue.searchParams = searchParameters;
    }
    if (signals.length > 0) {
        if (signals.length === 1) {
            returnValue.signal = signals[0];
        }
        else if (supportsAbortSignal) {
            returnValue.signal = AbortSignal.any(signals);
        }
        else {
            // When AbortSignal.any is not available, use the last signal
            // This maintains the previous behavior before signal merging was added
            // This can be removed when the `supportsAbortSignal` check is removed.
            returnValue.signal = signals.at(-1);
        }
    }
    return returnValue;
};
const deepMerge = (...sources) => deepMergeInternal(true, ...sources);

const normalizeRequestMethod = (input) => requestMethods.includes(input) ? input.toUpperCase() : input;
const retryMethods = ['get', 'put', 'head', 'delete', 'options', 'trace', 'query'];
const retryStatusCodes = [408, 413, 429, 500, 502, 503, 504];
const retryAfterStatusCodes = [413, 429, 503];
const invalidRetryLimitErrorMessage = '`retry.limit` must be a finite, non-negative integer';
const defaultRetryOptions = {
    limit: 2,
    methods: retryMethods,
    statusCodes: retryStatusCodes,
    afterStatusCodes: retryAfterStatusCodes,
    maxRetryAfter: Number.POSITIVE_INFINITY,
    backoffLimit: Number.POSITIVE_INFINITY,
    delay: attemptCount => 0.3 * (2 ** (attemptCount - 1)) * 1000,
    jitter: undefined,
    retryOnTimeout: false,
};
const getDefaultRetryOptions = () => ({
    ...defaultRetryOptions,
    methods: [...defaultRetryOptions.methods],
    statusCodes: [...defaultRetryOptions.statusCodes],
    afterStatusCodes: [...defaultRetryOptions.afterStatusCodes],
});
/**
Normalizes an omitted retry limit or validates a supplied one.
*/
const normalizeRetryLimit = (retryLimit) => {
    if (retryLimit === undefined) {
        return defaultRetryOptions.limit;
    }
    if (typeof retryLimit !== 'number' || !Number.isInteger(retryLimit) || retryLimit < 0) {
        throw new TypeError(invalidRetryLimitErrorMessage);
    }
    return retryLimit;
};
const normalizeRetryOptions = (retry = {}) => {
    if (typeof retry === 'number') {
        return {
            ...getDefaultRetryOptions(),
            limit: normalizeRetryLimit(retry),
        };
    }
    if (retry === null || typeof retry !== 'object' || Array.isArray(retry)) {
        throw new TypeError('`retry` must be a number or an object');
    }
    const normalizedRetry = Object.fromEntries(Object.entries(retry).filter(([, value]) => value !== undefined));
    const retryLimit = normalizeRetryLimit(normalizedRetry.limit);
    if (normalizedRetry.methods !== undefined && !Array.isArray(normalizedRetry.methods)) {
        throw new Error('retry.methods must be an array');
    }
    if (normalizedRetry.statusCodes !== undefined && !Array.isArray(normalizedRetry.statusCodes)) {
        throw new Error('retry.statusCodes must be an array');
    }
    if (normalizedRetry.afterStatusCodes !== undefined && !Array.isArray(normalizedRetry.afterStatusCodes)) {
        throw new Error('retry.afterStatusCodes must be an array');
    }
    if (normalizedRetry.methods !== undefined) {
        normalizedRetry.methods = normalizedRetry.methods.map(method => method.toLowerCase());
    }
    if (normalizedRetry.statusCodes !== undefined) {
        normalizedRetry.statusCodes = [...normalizedRetry.statusCodes];
    }
    if (normalizedRetry.afterStatusCodes !== undefined) {
        normalizedRetry.afterStatusCodes = [...normalizedRetry.afterStatusCodes];
    }
    return {
        ...getDefaultRetryOptions(),
        ...normalizedRetry,
        limit: retryLimit,
    };
};

// `Promise.race()` workaround (#91)
async function timeout(request, init, abortController, options) {
    return new Promise((resolve, reject) => {
        const timeoutId = setTimeout(() => {
            if (abortController) {
                abortController.abort();
            }
            reject(new TimeoutError(request));
        }, options.timeout);
        void options
            .fetch(request, init)
            .then(resolve)
            .catch(reject)
            .then(() => {
            clearTimeout(timeoutId);
        });
    });
}

// https://github.com/sindresorhus/delay/tree/ab98ae8dfcb38e1593286c94d934e70d14a4e111
async function delay(ms, { signal }) {
    return new Promise((resolve, reject) => {
        if (signal) {
            signal.throwIfAborted();
            signal.addEventListener('abort', abortHandler, { once: true });
        }
        function abortHandler() {
            clearTimeout(timeoutId);
            reject(signal.reason);
        }
        const timeoutId = setTimeout(() => {
            signal?.removeEventListener('abort', abortHandler);
            resolve();
        }, ms);
    });
}

const findUnknownOptions = (options) => {
    const unknownOptions = {};
    for (const key in options) {
        // Skip inherited properties
        if (!Object.hasOwn(options, key)) {
            continue;
        }
        // Forward every non-standard, non-Ky option to fetch().
        // We intentionally do not check whether the key also exists on `Request`, because some runtimes
        // patch `Request.prototype` with fetch-only extensions. For example, Next.js adds `next`, and the
        // old `key in request` heuristic dropped it unless Ky kept a special-case allowlist.
        // Passing all non-standard keys makes that allowlist unnecessary and preserves future fetch extensions too.
        if (!(key in requestOptionsRegistry) && !(key in kyOptionKeys)) {
            unknownOptions[key] = options[key];
        }
    }
    return unknownOptions;
};
const hasSearchParameters = (search) => {
    if (search === undefined) {
        return false;
    }
    // The `typeof array` still gives "object", so we need different checking for array.
    if (Array.isArray(search)) {
        return search.length > 0;
    }
    if (search instanceof URLSearchParams) {
        return search.size > 0 || Boolean(search[deletedParametersSymbol]?.size);
    }
    // Record
    if (typeof search === 'object') {
        return Object.keys(search).length > 0;
    }
    if (typeof search === 'string') {
        return search.trim().length > 0;
    }
    return Boolean(search);
};

// Inlined from https://github.com/sindresorhus/is-network-error v1.3.2
const objectToString$1 = Object.prototype.toString;
const isError = (value) => objectToString$1.call(value) === '[object Error]';
const errorMessages$1 = new Set([
    'network error', // Chrome
    'NetworkError when attempting to fetch resource.', // Firefox
    'The Internet connection appears to be offline.', // Safari 16
    'Network request failed', // `cross-fetch`
    'fetch failed', // Undici (Node.js)
    'terminated', // Undici (Node.js)
    ' A network error occurred.', // Bun (WebKit) - leading space is intentional
    'Network connection lost', // Cloudflare Workers (fetch)
]);
function isRawNetworkError(error) {
    const isValid = error
        && isError(error)
        && error.name === 'TypeError'
        && typeof error.message === 'string';
    if (!isValid) {
        return false;
    }
    const { message, stack } = error;
    // Safari 17+ has generic message but no stack for network errors
    if (message === 'Load failed' || (message.startsWith('Load failed (') && message.endsWith(')'))) {
        return stack === undefined
            // Sentry adds its own stack trace to the fetch error, so also check for that
            || '__sentry_captured__' in error;
    }
    // Deno network errors start with specific text
    if (message.startsWith('error sending request for url')) {
        return true;
    }
    // Chrome: exact "Failed to fetch" or with hostname: "Failed to fetch (example.com)"
    if (message === 'Failed to fetch' || (message.startsWith('Failed to fetch (') && message.endsWith(')'))) {
        return true;
    }
    // Standard network error messages
    return errorMessages$1.has(message);
}

// Handles cross-realm cases (e.g., iframes, different JS contexts) where `instanceof` fails.
const isErrorType = (error, cls) => error instanceof cls || error?.name === cls.name;
/**
Type guard to check if an error is an `HTTPError`.

@param error - The error to check
@returns `true` if the error is an `HTTPError`, `false` otherwise

@example
```
import ky, {isHTTPError} from 'ky';
try {
    const response = await ky.get('/api/data');
} catch (error) {
    if (isHTTPError(error)) {
        console.log('HTTP error status:', error.response.status);
    }
}
```
*/
function isHTTPError(error) {
    return isErrorType(error, HTTPError);
}
/**
Type guard to check if an error is a `NetworkError`.

@param error - The error to check
@returns `true` if the error is a `NetworkError`, `false` otherwise

@example
```
import ky, {isNetworkError} from 'ky';
try {
    const response = await ky.get('/api/data');
} catch (error) {
    if (isNetworkError(error)) {
        console.log('Network error:', error.request.url);
    }
}
```
*/
function isNetworkError(error) {
    return isErrorType(error, NetworkError);
}
/**
Type guard to check if an error is a `TimeoutError`.

@param error - The error to check
@returns `true` if the error is a `TimeoutError`, `false` otherwise

@example
```
import ky, {isTimeoutError} from 'ky';
try {
    const response = await ky.get('/api/data', { timeout: 1000 });
} catch (error) {
    if (isTimeoutError(error)) {
        console.log('Request timed out:', error.request.url);
    }
}
```
*/
function isTimeoutError(error) {
    return isErrorType(error, TimeoutError);
}

// Older epoch-second values are indistinguishable from ordinary delay seconds, so timestamp compatibility only applies to current-era reset headers.
const timestampThreshold = Date.parse('2024-01-01');
const delayPattern = /^\d+$/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
// HTTP-date parsing is limited to IMF-fixdate and the two obsolete HTTP-date formats. Other date-like strings intentionally fall back to the normal retry delay.
const imfDatePattern = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
const rfc850DatePattern = /^(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday), (\d{2})-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-(\d{2}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
const asctimeDatePattern = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{2}| \d) (\d{2}:\d{2}:\d{2}) (\d{4})$/;
const getRetryTimingHeader = (headers) => {
    const retryAfter = headers.get('Retry-After');
    if (retryAfter !== null) {
        return { value: retryAfter, allowTimestamp: false };
    }
    // Retry-After is authoritative when present. Only missing Retry-After falls through to rate-limit headers.
    const rateLimitReset = headers.get('RateLimit-Reset');
    if (rateLimitReset !== null) {
        return { value: rateLimitReset, allowTimestamp: true };
    }
    const rateLimitRetryAfter = headers.get('X-RateLimit-Retry-After'); // Symfony-based services
    if (rateLimitRetryAfter !== null) {
        return { value: rateLimitRetryAfter, allowTimestamp: false };
    }
    const rateLimitResetAlias = headers.get('X-RateLimit-Reset') // GitHub
        ?? headers.get('X-Rate-Limit-Reset'); // Twitter
    if (rateLimitResetAlias !== null) {
        return { value: rateLimitResetAlias, allowTimestamp: true };
    }
    return undefined;
};
const createTimestamp = ({ year, month, day, hours, minutes, seconds }) => {
    const monthIndex = months.indexOf(month);
    const dayNumber = Number(day);
    const hoursNumber = Number(hours);
    const minutesNumber = Number(minutes);
    const secondsNumber = Number(seconds);
    if (monthIndex === -1
        || hoursNumber > 23
        || minutesNumber > 59
        || secondsNumber > 60) {
        return undefined;
    }
    const normalizedSeconds = Math.min(secondsNumber, 59);
    const date = new Date(Date.UTC(year, monthIndex, dayNumber, hoursNumber, minutesNumber, normalizedSeconds));
    date.setUTCFullYear(year);
    const timestamp = date.getTime();
    // Date.UTC normalizes overflow, so round-trip the parts to reject invalid dates. A leap second is represented by parsing 60 as 59 and adding one second.
    if (date.getUTCFullYear() !== year
        || date.getUTCMonth() !== monthIndex
        || date.getUTCDate() !== dayNumber
        || date.getUTCHours() !== hoursNumber
        || date.getUTCMinutes() !== minutesNumber
        || date.getUTCSeconds() !== normalizedSeconds) {
        return undefined;
    }
    return secondsNumber === 60 ? timestamp + 1000 : timestamp;
};
const getCapture = (match, index) => match[index];
const parseDate = (value) => {
    const imfDate = imfDatePattern.exec(value);
    if (imfDate) {
        return createTimestamp({
            year: Number(getCapture(imfDate, 3)),
            month: getCapture(imfDate, 2),
            day: getCapture(imfDate, 1),
            hours: getCapture(imfDate, 4),
            minutes: getCapture(imfDate, 5),
            seconds: getCapture(imfDate, 6),
        });
    }
    const rfc850Date = rfc850DatePattern.exec(value);
    if (rfc850Date) {
        const now = new Date();
        const twoDigitYear = Number(getCapture(rfc850Date, 3));
        const currentCenturyYear = (Math.floor(now.getUTCFullYear() / 100) * 100) + twoDigitYear;
        const fiftyYearsFromNow = Date.UTC(now.getUTCFullYear() + 50, now.getUTCMonth(), now.getUTCDate(), now.getUTCHours(), now.getUTCMinutes(), now.getUTCSeconds(), now.getUTCMilliseconds());
        let timestamp;
        // RFC 9110 maps two-digit years to the latest matching century that is not more than 50 years in the future.
        for (const year of [
            currentCenturyYear - 100,
            currentCenturyYear,
            currentCenturyYear + 100,
        ]) {
            const candidateTimestamp = createTimestamp({
                year,
                month: getCapture(rfc850Date, 2),
                day: getCapture(rfc850Date, 1),
                hours: getCapture(rfc850Date, 4),
                minutes: getCapture(rfc850Date, 5),
                seconds: getCapture(rfc850Date, 6),
            });
            if (candidateTimestamp !== undefined
                && candidateTimestamp <= fiftyYearsFromNow) {
                timestamp = candidateTimestamp;
            }
        }
        return timestamp;
    }
    const asctimeDate = asctimeDatePattern.exec(value);
    if (asctimeDate) {
        const time = getCapture(asctimeDate, 4);
        const [hours, minutes, seconds] = time.split(':');
        return createTimestamp({
            year: Number(getCapture(asctimeDate, 5)),
            month: getCapture(asctimeDate, 2),
            day: getCapture(asctimeDate, 3).trim(),
            hours,
            minutes,
            seconds,
        });
    }
    return undefined;
};
const calculateRetryTimingDelay = ({ value, allowTimestamp }) => {
    if (delayPattern.test(value)) {
        let delay = Number(value) * 1000;
        // Standard Retry-After numbers are delay seconds. Timestamp compatibility only applies to reset headers.
        if (allowTimestamp
            && delay >= timestampThreshold) {
            delay -= Date.now();
        }
        return Math.max(0, delay);
    }
    const timestamp = parseDate(value);
    if (timestamp === undefined) {
        return undefined;
    }
    const delay = timestamp - Date.now();
    return Number.isFinite(delay) ? Math.max(0, delay) : undefined;
};

const maxErrorResponseBodySize = 10 * 1024 * 1024;
const prefixUrlRenamedErrorMessage = 'The `prefixUrl` option has been renamed `prefix` in v2 and enhanced to allow slashes in input. See also the new `baseUrl` option for improved flexibility with standard URL resolution: https://github.com/sindresorhus/ky#baseurl';
const timedOutResponseData = Symbol('timedOutResponseData');
const timedOutOperation = Symbol('timedOutOperation');
const createTextDecoder = (contentType) => {
    const match = /;\s*charset\s*=\s*(?:"([^"]+)"|([^;,\s]+))/i.exec(contentType);
    const charset = match?.[1] ?? match?.[2];
    if (charset) {
        try {
            return new TextDecoder(charset);
        }
        catch { }
    }
    return new TextDecoder();
};
const invalidSchemaMessage = 'The `schema` argument must follow the Standard Schema specification';
const cloneRetryOptions = (retry) => {
    if (retry === null || typeof retry !== 'object' || Array.isArray(retry)) {
        return retry;
    }
    const clonedRetry = { ...retry };
    // Clone nested arrays too so init hooks can mutate retry config without leaking state across requests.
    if (Array.isArray(clonedRetry.methods)) {
        clonedRetry.methods = [...clonedRetry.methods];
    }
    if (Array.isArray(clonedRetry.statusCodes)) {
        clonedRetry.statusCodes = [...clonedRetry.statusCodes];
    }
    if (Array.isArray(clonedRetry.afterStatusCodes)) {
        clonedRetry.afterStatusCodes = [...clonedRetry.afterStatusCodes];
    }
    return clonedRetry;
};
const objectToString = Object.prototype.toString;
const leadingC0ControlOrSpacePattern = /^[\0-\u0020]+/g;
const asciiTabOrNewLinePattern = /[\t\n\r]/g;
const schemePattern = /^[a-z][\d+.a-z-]*:/i;
const malformedHttpProtocolPattern = /^https?:(?!\/\/)/i;
const isRequestInstance = (value) => value instanceof globalThis.Request || objectToString.call(value) === '[object Request]';
// Accepted custom responses are treated as full Responses throughout Ky.
// If a custom fetch returns one, it must behave like a Response for cloning,
// body consumption, `json()` decoration, and any enabled stream features.
const isResponseInstance = (value) => value instanceof globalThis.Response || objectToString.call(value) === '[object Response]';
const isAbsoluteInput = (input) => schemePattern.test(input);
const normalizeInputForProtocolCheck = (input) => input.replaceAll(leadingC0ControlOrSpacePattern, '').replaceAll(asciiTabOrNewLinePattern, '');
const cloneSearchParametersForInitHook = (searchParameters) => {
    if (Array.isArray(searchParameters)) {
        return searchParameters.map(parameter => [...parameter]);
    }
    return cloneShallow(searchParameters);
};
// Shallow-clone mutable option properties so init hook mutations don't leak across requests.
function cloneInitHookOptions(options) {
    const clonedOptions = {
        ...options,
        json: cloneShallow(options.json),
        context: cloneShallow(options.context),
        headers: cloneShallow(options.headers),
        searchParams: cloneSearchParametersForInitHook(options.searchParams),
    };
    if (options.retry !== undefined) {
        clonedOptions.retry = cloneRetryOptions(options.retry);
    }
    return clonedOptions;
}
const validateJsonWithSchema = async (jsonValue, schema) => {
    if ((typeof schema !== 'object'
        && typeof schema !== 'function')
        || schema === null) {
        throw new TypeError(invalidSchemaMessage);
    }
    const standardSchema = schema['~standard'];
    if (typeof standardSchema !== 'object'
        || standardSchema === null
        || typeof standardSchema.validate !== 'function') {
        throw new TypeError(invalidSchemaMessage);
    }
    const validationResult = await standardSchema.validate(jsonValue);
    if (validationResult.issues) {
        throw new SchemaValidationError(validationResult.issues);
    }
    return validationResult.value;
};
class Ky {
    static create(input, options) {
        const initHooks = options.hooks?.init ?? [];
        const initHookOptions = initHooks.length > 0 ? cloneInitHookOptions(options) : options;
        for (const hook of initHooks) {
            hook(initHookOptions);
        }
        const ky = new Ky(input, initHookOptions);
        const function_ = async () => {
            if (typeof ky.#options.timeout === 'number' && ky.#options.timeout > maxSafeTimeout) {
                throw new RangeError(`The \`timeout\` option cannot be greater than ${maxSafeTimeout}`);
            }
            if (typeof ky.#options.totalTimeout === 'number' && ky.#options.totalTimeout > maxSafeTimeout) {
                throw new RangeError(`The \`totalTimeout\` option cannot be greater than ${maxSafeTimeout}`);
            }
            // Delay the fetch so that body method shortcuts can set the Accept header
            await Promise.resolve();
            const beforeRequestResponse = await ky.#runBeforeRequestHooks();
            if (beforeRequestResponse !== undefined) {
                ky.#retryLimit = normalizeRetryOptions(ky.#options.retry).limit;
            }
            let response = beforeRequestResponse ?? await ky.#retry(async () => ky.#fetch());
            let responseFromHook = beforeRequestResponse !== undefined
                || ky.#consumeReturnedResponseFromBeforeRetryHook();
            for (;;) {
                // `undefined` means a hook stopped the flow without providing a response.
                // Non-native Responses still continue through Ky if they pass `isResponseInstance()`.
                if (response === undefined) {
                    return response;
                }
                if (isResponseInstance(response)) {
                    try {
                        // eslint-disable-next-line no-await-in-loop
                        response = await ky.#runAfterResponseHooks(response);
                    }
                    catch (error) {
                        if (!(error instanceof ForceRetryError)) {
                            throw error;
                        }
                        // eslint-disable-next-line no-await-in-loop
                        const retriedResponse = await ky.#retryFromError(error, async () => ky.#fetch());
                        if (retriedResponse === undefined) {
                            return retriedResponse;
                        }
                        response = retriedResponse;
                        responseFromHook = ky.#consumeReturnedResponseFromBeforeRetryHook();
                        continue;
                    }
                }
                const currentResponse = response;
                // Opaque responses (`response.type === 'opaque'`) from `no-cors` requests always have `status: 0` and `ok: false`, but this is not a failure - the actual status is hidden by the browser.
                if (!currentResponse.ok && currentResponse.type !== 'opaque' && (typeof ky.#options.throwHttpErrors === 'function'
                    ? ky.#options.throwHttpErrors(currentResponse.status)
                    : ky.#options.throwHttpErrors)) {
                    // `request` must reflect the request that actually failed, but `options` stays as Ky's
                    // normalized options snapshot. Replacement `Request` instances do not preserve the
                    // original `BodyInit`, so trying to make `options` mirror arbitrary requests would be lossy.
                    const httpError = new HTTPError(currentResponse, ky.#getResponseRequest(currentResponse), ky.#getNormalizedOptions());
                    const errorToThrow = httpError;
                    // eslint-disable-next-line no-await-in-loop
                    httpError.data = await ky.#getResponseData(currentResponse);
                    if (responseFromHook) {
                        throw errorToThrow;
                    }
                    // eslint-disable-next-line no-await-in-loop
                    const retriedResponse = await ky.#retryFromError(httpError, async () => ky.#fetch());
                    if (retriedResponse === undefined) {
                        return retriedResponse;
                    }
                    response = retriedResponse;
                    responseFromHook = ky.#consumeReturnedResponseFromBeforeRetryHook();
                    continue;
                }
                break;
            }
            if (!isResponseInstance(response)) {
                return response;
            }
            ky.#decorateResponse(response);
            // If `onDownloadProgress` is passed, it uses the stream API internally
            if (ky.#options.onDownloadProgress) {
                if (typeof ky.#options.onDownloadProgress !== 'function') {
                    throw new TypeError('The `onDownloadProgress` option must be a function');
                }
                if (!supportsResponseStreams) {
                    throw new Error('Streams are not supported in your environment. `ReadableStream` is missing.');
                }
                const progressResponse = response.clone();
                ky.#cancelResponseBody(response);
                return streamResponse(progressResponse, ky.#options.onDownloadProgress);
            }
            return response;
        };
        const result = (async () => {
            try {
                return await function_();
            }
            catch (error) {
                await ky.#throwProcessedError(error);
            }
            finally {
                const originalRequest = ky.#originalRequest;
                // Ignore cancellation errors from already-locked or already-consumed streams.
                ky.#cancelBody(originalRequest?.body ?? undefined);
                // Only cancel the current request body if it's distinct from the original (i.e. it was cloned for retries).
                if (ky.request !== originalRequest) {
                    ky.#cancelBody(ky.request.body ?? undefined);
                }
            }
        })();
        for (const [type, mimeType] of Object.entries(responseTypes)) {
            // Only expose `.bytes()` when the environment implements it.
            if (type === 'bytes'
                && typeof globalThis.Response?.prototype?.bytes !== 'function') {
                continue;
            }
            result[type] = async (schema) => {
                // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
                ky.request.headers.set('accept', ky.request.headers.get('accept') || mimeType);
                const response = await result;
                if (type !== 'json') {
                    return ky.#raceBodyRead(async () => response[type](), response);
                }
                const text = await ky.#raceBodyRead(async () => response.text(), response);
                const request = ky.#getResponseRequest(response);
                const parsedResult = await ky.#raceWithTotalTimeout(async () => {
                    const jsonValue = initHookOptions.parseJson
                        ? await initHookOptions.parseJson(text, { request, response })
                        : (text === '' && schema !== undefined
                            ? undefined
                            : JSON.parse(text));
                    return schema === undefined ? jsonValue : validateJsonWithSchema(jsonValue, schema);
                });
                if (parsedResult === timedOutOperation) {
                    await ky.#throwProcessedError(new TimeoutError(request));
                }
                return parsedResult;
            };
        }
        return result;
    }
    // eslint-disable-next-line unicorn/prevent-abbreviations
    static #normalizeSearchParams(searchParams) {
        // Filter out undefined values from plain objects
        if (searchParams && typeof searchParams === 'object' && !Array.isArray(searchParams) && !(searchParams instanceof URLSearchParams)) {
            return Object.fromEntries(Object.entries(searchParams).filter(([, value]) => value !== undefined));
        }
        return searchParams;
    }
    request;
    #abortController;
    #retryCount = 0;
    #retryLimit;
    #input;
    #options;
    #originalRequest;
    #userProvidedAbortSignal;
    #beforeRetryHookErrors = new WeakSet();
    #cachedNormalizedOptions;
    #startTime;
    #returnedResponseFromBeforeRetryHook = false;
    #responseRequests = new WeakMap();
    // eslint-disable-next-line complexity
    constructor(input, options = {}) {
        this.#input = input;
        if (Object.hasOwn(options, 'prefixUrl')) {
            throw new Error(prefixUrlRenamedErrorMessage);
        }
        this.#options = {
            ...options,
            headers: mergeHeaders(this.#input.headers, options.headers),
            hooks: mergeHooks({}, options.hooks),
            method: normalizeRequestMethod(options.method ?? this.#input.method ?? 'GET'),
            // eslint-disable-next-line @typescript-eslint/prefer-nullish-coalescing
            prefix: String(options.prefix || ''),
            retry: normalizeRetryOptions(options.retry),
            throwHttpErrors: options.throwHttpErrors ?? true,
            timeout: options.timeout ?? 10_000,
            totalTimeout: options.totalTimeout ?? false,
            fetch: options.fetch ?? globalThis.fetch.bind(globalThis),
            context: options.context ?? {},
        };
        this.#retryLimit = this.#options.retry.limit;
        if (typeof this.#input !== 'string' && !(this.#input instanceof URL || this.#input instanceof globalThis.Request)) {
            throw new TypeError('`input` must be a string, URL, or Request');
        }
        if (typeof this.#input === 'string') {
            if (this.#options.prefix) {
                const normalizedPrefix = this.#options.prefix.replace(/\/+$/, '');
                const normalizedInput = this.#input.replace(/^\/+/, '');
                this.#input = `${normalizedPrefix}/${normalizedInput}`;
            }
            if (this.#options.baseUrl) {
                const normalizedInput = normalizeInputForProtocolCheck(this.#input);
                if (malformedHttpProtocolPattern.test(normalizedInput)) {
                    throw new TypeError('`input` url protocol must be followed by `//` when using `baseUrl`');
                }
                if (!isAbsoluteInput(normalizedInput)) {
                    this.#input = new URL(this.#input, (new Request(this.#options.baseUrl)).url);
                }
            }
        }
        if (supportsAbortController && supportsAbortSignal) {
            this.#userProvidedAbortSignal = this.#options.signal ?? this.#input.signal;
            this.#abortController = new globalThis.AbortController();
            this.#options.signal = this.#createManagedSignal();
        }
        if (supportsRequestStreams) {
            // @ts-expect-error - Types are outdated.
            this.#options.duplex = 'half';
        }
        if (this.#options.json !== undefined) {
            this.#options.body = this.#options.stringifyJson?.(this.#options.json) ?? JSON.stringify(this.#options.json);
            this.#options.headers.set('content-type', this.#options.headers.get('content-type') ?? 'application/json');
        }
        // To provide correct form boundary, Content-Type header should be deleted when creating Request from another Request with FormData/URLSearchParams body
        // Only delete if user didn't explicitly provide a custom content-type
        const userProvidedContentType = options.headers && new globalThis.Headers(options.headers).has('content-type');
        if (this.#input instanceof globalThis.Request
            && ((supportsFormData && this.#options.body instanceof globalThis.FormData) || this.#options.body instanceof URLSearchParams)
            && !userProvidedContentType) {
            this.#options.headers.delete('content-type');
        }
        this.request = new globalThis.Request(this.#input, this.#options);
        if (hasSearchParameters(this.#options.searchParams)) {
            const url = new URL(this.request.url);
            const deleted = this.#options.searchParams?.[deletedParametersSymbol];
            if (deleted) {
                // Remove keys from the input URL first so later searchParams entries can intentionally re-add them.
                for (const key of deleted) {
                    url.searchParams.delete(key);
                }
            }
            if (typeof this.#options.searchParams === 'string') {
                const stringSearchParameters = this.#options.searchParams.replace(/^\?/, '');
                if (stringSearchParameters !== '') {
                    url.search = url.search ? `${url.search}&${stringSearchParameters}` : `?${stringSearchParameters}`;
                }
            }
            else {
                const optionsSearchParameters = new URLSearchParams(Ky.#normalizeSearchParams(this.#options.searchParams));
                for (const [key, value] of optionsSearchParameters.entries()) {
                    url.searchParams.append(key, value);
                }
            }
            if (this.#options.searchParams
                && typeof this.#options.searchParams === 'object'
                && !Array.isArray(this.#options.searchParams)
                && !(this.#options.searchParams instanceof URLSearchParams)) {
                for (const [key, value] of Object.entries(this.#options.searchParams)) {
                    if (value === undefined) {
                        url.searchParams.delete(key);
                    }
                }
            }
            // Recreate request with the updated URL. We already have all options in this.#options, including duplex.
            this.request = new globalThis.Request(url, this.#options);
        }
        if (this.#options.onUploadProgress && typeof this.#options.onUploadProgress !== 'function') {
            throw new TypeError('The `onUploadProgress` option must be a function');
        }
        // `totalTimeout` starts when the request pipeline is created, so it also includes
        // Ky's internal scheduling and user hook time before the first fetch attempt.
        this.#startTime = typeof this.#options.totalTimeout === 'number' ? this.#getCurrentTime() : undefined;
    }
    #calculateDelay(retry) {
        const retryDelay = retry.delay(this.#retryCount + 1);
        let jitteredDelay = retryDelay;
        if (retry.jitter === true) {
            jitteredDelay = Math.random() * retryDelay;
        }
        else if (typeof retry.jitter === 'function') {
            jitteredDelay = retry.jitter(retryDelay);
            if (!Number.isFinite(jitteredDelay) || jitteredDelay < 0) {
                jitteredDelay = retryDelay;
            }
        }
        return Math.min(retry.backoffLimit, jitteredDelay);
    }
    async #calculateRetryDelay(error) {
        const retry = normalizeRetryOptions(this.#options.retry);
        if (this.#retryCount >= Math.min(retry.limit, this.#retryLimit)) {
            throw error;
        }
        // Wrap non-Error throws to ensure consistent error handling
        const errorObject = error instanceof Error ? error : new NonError(error);
        // Handle forced retry from afterResponse hook - skip method check and shouldRetry
        if (errorObject instanceof ForceRetryError) {
            return errorObject.customDelay ?? this.#calculateDelay(retry);
        }
        // Check if method is retriable for non-forced retries
        if (!retry.methods.includes(this.request.method.toLowerCase())) {
            throw error;
        }
        const { shouldRetry } = retry;
        if (shouldRetry !== undefined) {
            const result = await this.#raceWithTotalTimeout(async () => shouldRetry({ error: errorObject, retryCount: this.#retryCount + 1 }));
            if (result === timedOutOperation) {
                throw new TimeoutError(this.request);
            }
            // Only exact booleans override the default retry checks.
            if (result === false) {
                throw error;
            }
            if (result === true) {
                return this.#calculateDelay(retry);
            }
        }
        // Default timeout behavior
        if (isTimeoutError(error)) {
            if (!retry.retryOnTimeout) {
                throw error;
            }
            return this.#calculateDelay(retry);
        }
        if (isHTTPError(error)) {
            if (!retry.statusCodes.includes(error.response.status)) {
                throw error;
            }
            const retryTimingHeader = getRetryTimingHeader(error.response.headers);
            if (retryTimingHeader && retry.afterStatusCodes.includes(error.response.status)) {
                const after = calculateRetryTimingDelay(retryTimingHeader);
                if (after === undefined) {
                    // Malformed retry timing headers should not disable retries; they only lose their server-provided timing.
                    return this.#calculateDelay(retry);
                }
                // Don't apply jitter when server provides explicit retry timing
                return Math.min(retry.maxRetryAfter, after);
            }
            if (error.response.status === 413) {
                throw error;
            }
            return this.#calculateDelay(retry);
        }
        // Only retry known retriable error types. Unknown errors (e.g., programming bugs) are not retried.
        if (!isNetworkError(error)) {
            throw error;
        }
        return this.#calculateDelay(retry);
    }
    #decorateResponse(response) {
        const request = this.#getResponseRequest(response);
        if (this.#options.parseJson) {
            response.json = async () => {
                const text = await response.text();
                return this.#options.parseJson(text, { request, response });
            };
        }
        return response;
    }
    async #throwProcessedError(error) {
        // Non-Error throws (e.g., thrown strings) pass through unchanged
        if (!(error instanceof Error)) {
            throw error;
        }
        // Errors thrown by beforeRetry hooks must propagate unchanged.
        if (this.#beforeRetryHookErrors.has(error)) {
            throw error;
        }
        let processedError = error;
        for (const hook of this.#options.hooks.beforeError) {
            // `request` is the current failing request. `options` intentionally remains the
            // stable normalized Ky options snapshot for the same reason as `HTTPError` above.
            // eslint-disable-next-line no-await-in-loop
            const hookResult = await hook({
                request: this.request,
                options: this.#getNormalizedOptions(),
                error: processedError,
                retryCount: this.#retryCount,
            });
            // Only overwrite if the hook returns a valid Error instance.
            if (hookResult instanceof Error) {
                processedError = hookResult;
            }
        }
        throw processedError;
    }
    async #getResponseData(response) {
        // Even with request timeouts disabled, bound error-body reads so retries and error propagation
        // cannot be stalled indefinitely by never-ending response streams.
        const readTimeout = this.#getErrorDataTimeout();
        const text = await this.#readResponseText(response, readTimeout.milliseconds);
        if (text === timedOutResponseData) {
            if (readTimeout.fromTotalTimeout) {
                throw new TimeoutError(this.request);
            }
            this.#throwIfTotalTimeoutExhausted();
            return undefined;
        }
        if (!text) {
            return undefined;
        }
        if (!this.#isJsonContentType(response.headers.get('content-type') ?? '')) {
            return text;
        }
        const parseTimeout = this.#getErrorDataTimeout();
        const data = await this.#parseJson(text, response, parseTimeout.milliseconds, this.#getResponseRequest(response));
        if (data === timedOutResponseData) {
            if (parseTimeout.fromTotalTimeout) {
                throw new TimeoutError(this.request);
            }
            this.#throwIfTotalTimeoutExhausted();
            return undefined;
        }
        return data;
    }
    #getErrorDataTimeout() {
        const errorDataTimeout = this.#options.timeout === false ? 10_000 : this.#options.timeout;
        const remainingTotal = this.#getRemainingTotalTimeout();
        if (remainingTotal === undefined) {
            return {
                milliseconds: errorDataTimeout,
                fromTotalTimeout: false,
            };
        }
        if (remainingTotal <= 0) {
            throw new TimeoutError(this.request);
        }
        return {
            milliseconds: Math.min(errorDataTimeout, remainingTotal),
            fromTotalTimeout: remainingTotal <= errorDataTimeout,
        };
    }
    #getBodyReadTimeout() {
        const remainingTotal = this.#getRemainingTotalTimeout();
        if (remainingTotal !== undefined) {
            if (remainingTotal <= 0) {
                throw new TimeoutError(this.request);
            }
            return this.#options.timeout === false
                ? remainingTotal
                : Math.min(this.#options.timeout, remainingTotal);
        }
        return this.#options.timeout === false ? undefined : this.#options.timeout;
    }
    // Unlike error bodies (`#getResponseData`), a successful body read has no fallback value to return -
    // the caller's `.json()`/`.text()`/etc. promise must settle, so a timeout here always rejects.
    async #raceBodyRead(createBodyPromise, response) {
        let timeoutMs;
        try {
            timeoutMs = this.#getBodyReadTimeout();
        }
        catch (error) {
            await this.#throwProcessedError(error);
        }
        const bodyPromise = createBodyPromise();
        if (timeoutMs === undefined) {
            return bodyPromise;
        }
        const result = await Promise.race([
            bodyPromise,
            new Promise(resolve => {
                const timeoutId = setTimeout(() => {
                    resolve(timedOutResponseData);
                }, timeoutMs);
                void bodyPromise.finally(() => {
                    clearTimeout(timeoutId);
                }).catch(() => undefined);
            }),
        ]);
        if (result === timedOutResponseData) {
            // The stream is locked by the native body method's own reader by this point, so
            // `response.body.cancel()` would reject as "already locked". Aborting the request's
            // signal is what actually interrupts the underlying network read.
            this.#abortController?.abort();
            await this.#throwProcessedError(new TimeoutError(this.#getResponseRequest(response)));
        }
        return result;
    }
    async #raceWithTotalTimeout(operation) {
        const remainingTotal = this.#getRemainingTotalTimeout();
        if (remainingTotal === undefined) {
            return operation();
        }
        if (remainingTotal <= 0) {
            this.#abortController?.abort();
            return timedOutOperation;
        }
        let timeoutId;
        try {
            const timeoutPromise = new Promise(resolve => {
                timeoutId = setTimeout(() => {
                    resolve(timedOutOperation);
                }, remainingTotal);
            });
            const operationResult = Promise.resolve()
                .then(operation)
                .then(value => ({ status: 'fulfilled', value }))
                .catch((error) => ({ status: 'rejected', error }));
            const result = await Promise.race([operationResult, timeoutPromise]);
            const remainingAfterOperation = this.#getRemainingTotalTimeout();
            const didTimeOut = result === timedOutOperation || (remainingAfterOperation !== undefined && remainingAfterOperation <= 0);
            if (didTimeOut) {
                this.#abortController?.abort();
                if (result === timedOutOperation) {
                    void operationResult.then(result => {
                        if (result.status === 'fulfilled') {
                            this.#cancelReturnedBody(result.value);
                        }
                    });
                }
                else if (result.status === 'fulfilled') {
                    this.#cancelReturnedBody(result.value);
                }
                return timedOutOperation;
            }
            if (result.status === 'rejected') {
                throw result.error;
            }
            return result.value;
        }
        finally {
            clearTimeout(timeoutId);
        }
    }
    #isJsonContentType(contentType) {
        // Match JSON subtypes like `json`, `problem+json`, and `vnd.api+json`.
        const mimeType = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
        return /\/(?:.*[.+-])?json$/.test(mimeType);
    }
    async #readResponseText(response, timeoutMs) {
        const { body } = response;
        if (!body) {
            try {
                return await response.text();
            }
            catch {
                return undefined;
            }
        }
        let reader;
        try {
            reader = body.getReader();
        }
        catch {
            // Another consumer already locked the stream.
            return undefined;
        }
        const decoder = createTextDecoder(response.headers.get('content-type') ?? '');
        const chunks = [];
        let totalBytes = 0;
        const readAll = (async () => {
            try {
                for (;;) {
                    // eslint-disable-next-line no-await-in-loop
                    const { done, value } = await reader.read();
                    if (done) {
                        break;
                    }
                    totalBytes += value.byteLength;
                    if (totalBytes > maxErrorResponseBodySize) {
                        void reader.cancel().catch(() => undefined);
                        return undefined;
                    }
                    chunks.push(decoder.decode(value, { stream: true }));
                }
            }
            catch {
                return undefined;
            }
            chunks.push(decoder.decode());
            return chunks.join('');
        })();
        const timeoutPromise = new Promise(resolve => {
            const timeoutId = setTimeout(() => {
                resolve(timedOutResponseData);
            }, timeoutMs);
            void readAll.finally(() => {
                clearTimeout(timeoutId);
            });
        });
        const result = await Promise.race([readAll, timeoutPromise]);
        if (result === timedOutResponseData) {
            void reader.cancel().catch(() => undefined);
        }
        return result;
    }
    async #parseJson(text, response, timeoutMs, request) {
        let timeoutId;
        try {
            return await Promise.race([
                Promise.resolve().then(() => this.#options.parseJson
                    ? this.#options.parseJson(text, { request, response })
                    : JSON.parse(text)),
                new Promise(resolve => {
                    timeoutId = setTimeout(() => {
                        resolve(timedOutResponseData);
                    }, timeoutMs);
                }),
            ]);
        }
        catch {
            return undefined;
        }
        finally {
            clearTimeout(timeoutId);
        }
    }
    #cancelBody(body) {
        if (!body) {
            return;
        }
        // Ignore cancellation failures from already-locked or already-consumed streams.
        void body.cancel().catch(() => undefined);
    }
    #cancelResponseBody(response) {
        // Ignore cancellation failures from already-locked or already-consumed streams.
        this.#cancelBody(response.body ?? undefined);
    }
    #cancelReturnedBody(value) {
        if (isResponseInstance(value)) {
            this.#cancelResponseBody(value);
        }
        else if (isRequestInstance(value)) {
            this.#cancelBody(value.body ?? undefined);
        }
    }
    #createManagedSignal() {
        return this.#userProvidedAbortSignal
            ? AbortSignal.any([this.#userProvidedAbortSignal, this.#abortController.signal])
            : this.#abortController.signal;
    }
    #throwIfTotalTimeoutExhausted() {
        const remaining = this.#getRemainingTotalTimeout();
        if (remaining !== undefined && remaining <= 0) {
            throw new TimeoutError(this.request);
        }
    }
    async #runBeforeRequestHooks() {
        for (const hook of this.#options.hooks.beforeRequest) {
            // eslint-disable-next-line no-await-in-loop
            const result = await this.#raceWithTotalTimeout(async () => hook({
                request: this.request,
                options: this.#getNormalizedOptions(),
                retryCount: 0,
            }));
            if (result === timedOutOperation) {
                throw new TimeoutError(this.request);
            }
            if (isRequestInstance(result)) {
                this.#assignRequest(result);
            }
            else if (isResponseInstance(result)) {
                return result;
            }
        }
        return undefined;
    }
    async #runAfterResponseHooks(response) {
        const responseRequest = this.#getResponseRequest(response);
        for (const hook of this.#options.hooks.afterResponse) {
            const hookResponse = this.#setResponseRequest(response.clone(), responseRequest);
            this.#decorateResponse(hookResponse);
            let modifiedResponse;
            try {
                // eslint-disable-next-line no-await-in-loop
                modifiedResponse = await this.#raceWithTotalTimeout(async () => hook({
                    request: this.request,
                    options: this.#getNormalizedOptions(),
                    response: hookResponse,
                    retryCount: this.#retryCount,
                }));
                if (modifiedResponse === timedOutOperation) {
                    throw new TimeoutError(this.request);
                }
            }
            catch (error) {
                // Cancel both responses to prevent memory leaks when hook throws
                if (hookResponse !== response) {
                    this.#cancelResponseBody(hookResponse);
                }
                this.#cancelResponseBody(response);
                throw error;
            }
            if (modifiedResponse instanceof RetryMarker) {
                // Cancel both the cloned response passed to the hook and the current response to prevent resource leaks (especially important in Deno/Bun).
                // Do not await cancellation since hooks can clone the response, leaving extra tee branches that keep cancel promises pending per the Streams spec.
                if (hookResponse !== response) {
                    this.#cancelResponseBody(hookResponse);
                }
                this.#cancelResponseBody(response);
                throw new ForceRetryError(modifiedResponse.options);
            }
            const nextResponse = isResponseInstance(modifiedResponse)
                ? this.#setResponseRequest(modifiedResponse, responseRequest)
                : response;
            // Cancel any response bodies we won't use to prevent memory leaks.
            // Uses fire-and-forget since hooks may have cloned the response, creating tee branches that block cancellation.
            // If the hook wrapped an existing body into a new Response, both Response objects can still point at the same stream.
            if (hookResponse !== response && hookResponse !== nextResponse && hookResponse.body !== nextResponse.body) {
                this.#cancelResponseBody(hookResponse);
            }
            if (response !== nextResponse && response.body !== nextResponse.body) {
                this.#cancelResponseBody(response);
            }
            response = nextResponse;
        }
        return response;
    }
    async #retry(function_) {
        try {
            return await function_();
        }
        catch (error) {
            return this.#retryFromError(error, function_);
        }
    }
    async #retryFromError(error, function_) {
        this.#returnedResponseFromBeforeRetryHook = false;
        const retryDelay = Math.min(await this.#calculateRetryDelay(error), maxSafeTimeout);
        const delayOptions = { signal: this.#userProvidedAbortSignal };
        const remainingTimeout = this.#getRemainingTotalTimeout();
        if (remainingTimeout !== undefined) {
            if (remainingTimeout <= 0) {
                throw new TimeoutError(this.request);
            }
            // If waiting would consume all remaining budget, time out without starting another request.
            if (retryDelay >= remainingTimeout) {
                await delay(remainingTimeout, delayOptions);
                throw new TimeoutError(this.request);
            }
        }
        // Only use user-provided signal for delay, not our internal abortController
        await delay(retryDelay, delayOptions);
        this.#throwIfTotalTimeoutExhausted();
        // Apply custom request from forced retry before beforeRetry hooks
        // Ensure the custom request has the correct managed signal for timeouts and user aborts
        if (error instanceof ForceRetryError && error.customRequest) {
            const customRequest = new globalThis.Request(error.customRequest, this.#options.signal ? { signal: this.#options.signal } : undefined);
            // Replacement Requests are authoritative by design. Do not rewrite headers here,
            // even for cross-origin retries. Callers using `ky.retry({request})` explicitly
            // opted into the exact Request they constructed.
            this.#assignRequest(customRequest);
        }
        for (const hook of this.#options.hooks.beforeRetry) {
            let hookResult;
            try {
                // eslint-disable-next-line no-await-in-loop
                hookResult = await this.#raceWithTotalTimeout(async () => hook({
                    request: this.request,
                    options: this.#getNormalizedOptions(),
                    error: error,
                    retryCount: this.#retryCount + 1,
                }));
            }
            catch (hookError) {
                // Preserve the original request error path (`throw error`) so beforeError hooks can still run.
                if (hookError instanceof Error && hookError !== error) {
                    this.#beforeRetryHookErrors.add(hookError);
                }
                throw hookError;
            }
            if (hookResult === timedOutOperation) {
                throw new TimeoutError(this.request);
            }
            if (isRequestInstance(hookResult)) {
                // Same contract as `ky.retry({request})`: a Request returned from `beforeRetry`
                // is used as-is rather than being sanitized or otherwise rewritten by Ky.
                this.#assignRequest(hookResult);
                break;
            }
            if (isResponseInstance(hookResult)) {
                this.#returnedResponseFromBeforeRetryHook = true;
                this.#retryCount++;
                return hookResult;
            }
            // If `stop` is returned from the hook, the retry process is stopped
            if (hookResult === stop) {
                return;
            }
        }
        this.#throwIfTotalTimeoutExhausted();
        this.#retryCount++;
        return this.#retry(function_);
    }
    #consumeReturnedResponseFromBeforeRetryHook() {
        const value = this.#returnedResponseFromBeforeRetryHook;
        this.#returnedResponseFromBeforeRetryHook = false;
        return value;
    }
    async #fetch() {
        // Reset abortController if it was aborted (happens on timeout retry)
        if (this.#abortController?.signal.aborted) {
            this.#abortController = new globalThis.AbortController();
            this.#options.signal = this.#createManagedSignal();
            // Recreate request with new signal
            this.request = new globalThis.Request(this.request, { signal: this.#options.signal });
        }
        const nonRequestOptions = findUnknownOptions(this.#options);
        this.#retryLimit = normalizeRetryOptions(this.#options.retry).limit;
        const retryRequest = this.#retryLimit > 0 ? this.request.clone() : undefined;
        const request = this.#wrapRequestWithUploadProgress(this.request, this.#options.body ?? undefined);
        // Cloning is done here to prepare in advance for retries.
        // Skip cloning when retries are disabled - cloning a streaming body calls ReadableStream#tee()
        // which buffers the entire stream in memory, causing excessive memory usage for large uploads.
        this.#originalRequest = request;
        if (retryRequest) {
            this.request = retryRequest;
        }
        try {
            const remainingTotal = this.#getRemainingTotalTimeout();
            if (remainingTotal !== undefined && remainingTotal <= 0) {
                throw new TimeoutError(this.request);
            }
            const effectiveTimeout = this.#options.timeout === false
                ? remainingTotal
                : (remainingTotal === undefined
                    ? this.#options.timeout
                    : Math.min(this.#options.timeout, remainingTotal));
            const response = effectiveTimeout === undefined
                ? await this.#options.fetch(request, nonRequestOptions)
                : await timeout(request, nonRequestOptions, this.#abortController, {
                    timeout: effectiveTimeout,
                    fetch: this.#options.fetch,
                });
            return this.#setResponseRequest(response, request);
        }
        catch (error) {
            if (isRawNetworkError(error)) {
                throw new NetworkError(this.request, { cause: error });
            }
            throw error;
        }
    }
    #getRemainingTotalTimeout() {
        if (this.#startTime === undefined) {
            return undefined;
        }
        const elapsed = this.#getCurrentTime() - this.#startTime;
        return Math.max(0, this.#options.totalTimeout - elapsed);
    }
    #getCurrentTime() {
        return globalThis.performance?.now() ?? Date.now();
    }
    #getNormalizedOptions() {
        if (!this.#cachedNormalizedOptions) {
            // Exclude Ky-specific options that are not part of `RequestInit`.
            const { hooks, json, parseJson, stringifyJson, searchParams, timeout, totalTimeout, throwHttpErrors, fetch, ...normalizedOptions } = this.#options;
            this.#cachedNormalizedOptions = Object.freeze(normalizedOptions);
        }
        return this.#cachedNormalizedOptions;
    }
    #assignRequest(request) {
        this.#cachedNormalizedOptions = undefined;
        this.request = request;
    }
    #getResponseRequest(response) {
        return this.#responseRequests.get(response) ?? this.request;
    }
    #setResponseRequest(response, request) {
        this.#responseRequests.set(response, request);
        return response;
    }
    #wrapRequestWithUploadProgress(request, originalBody) {
        if (!this.#options.onUploadProgress || !request.body || !supportsRequestStreams) {
            return request;
        }
        return streamRequest(request, this.#options.onUploadProgress, originalBody ?? this.#options.body ?? undefined);
    }
}

/*! MIT License © Sindre Sorhus */
const createInstance = (defaults) => {
    // eslint-disable-next-line @typescript-eslint/promise-function-async
    const ky = (input, options) => Ky.create(input, validateAndMerge(defaults, options));
    for (const method of requestMethods) {
        // eslint-disable-next-line @typescript-eslint/promise-function-async
        ky[method] = (input, options) => Ky.create(input, validateAndMerge(defaults, options, { method }));
    }
    ky.create = (newDefaults) => createInstance(validateAndMerge(newDefaults));
    ky.extend = (newDefaults) => {
        if (typeof newDefaults === 'function') {
            newDefaults = newDefaults(defaults ?? {});
        }
        return createInstance(validateAndMerge(defaults, newDefaults));
    };
    ky.stop = stop;
    ky.retry = retry;
    return ky;
};
const ky = createInstance();
// Intentionally not exporting this for now as it's just an implementation detail and we don't want to commit to a certain API yet at least.
// export {NonError} from './errors/NonError.js';

/** A page of an error is no message; a record's refusal has a handful of lines. */
const MAX_MESSAGES = 20;
const MAX_MESSAGE_CHARACTERS$1 = 500;
/** Refusals are told within these: `{errors: {message: [{job_title: [text]}]}}`. */
const MAX_DEPTH = 5;
/**
 * What Freshsales says in a refusal, in every shape that it and other programs of its makers are known
 * to use. A text that stands under the name of a field, as Rails writes it (`{"job_title": ["is invalid"]}`),
 * or beside it (`{"field", "message"}`), begins with that name.
 */
function errorMessages(body) {
    const { errors, message, description, error } = body;
    return [errors, message, description, error]
        .flatMap((said) => textsIn(said, { field: '', depth: 0 }))
        .slice(0, MAX_MESSAGES)
        .map((text) => text.slice(0, MAX_MESSAGE_CHARACTERS$1));
}
function textsIn(value, { field, depth }) {
    if (typeof value === 'string')
        return value.trim() === '' ? [] : [`${field} ${value}`.replace(/\s+/g, ' ').trim()];
    if (typeof value !== 'object' || value === null || depth > MAX_DEPTH)
        return [];
    if (Array.isArray(value))
        return value.flatMap((each) => textsIn(each, { field, depth: depth + 1 }));
    const named = fieldOf(value);
    if (named !== undefined)
        return textsIn(saidIn(value), { field: named, depth: depth + 1 });
    return Object.entries(value).flatMap(([name, said]) => {
        if (NO_TEXTS.has(name))
            return [];
        return textsIn(said, { field: OF_THE_RECORD.has(name) ? field : name, depth: depth + 1 });
    });
}
/** `{"field": "job_title", "message": "is invalid", "code": "invalid_value"}`. */
function fieldOf(error) {
    const name = error['field'] ?? error['attribute'];
    return typeof name === 'string' && saidIn(error) !== undefined ? name : undefined;
}
const saidIn = ({ message, messages, error, reason }) => message ?? messages ?? error ?? reason;
const NO_TEXTS = new Set(['code', 'status', 'type', 'request_id']);
const OF_THE_RECORD = new Set([
    ...['message', 'messages', 'description', 'detail', 'error', 'errors', 'reason', 'title', 'base'],
    'full_messages',
]);

/** Under which key each kind of record stands in an answer. */
const RECORDS = [
    'contact',
    'lead',
    'sales_account',
    'deal',
    'sales_activity',
    'note',
];
/** The record that a call made, changed or read: the first of these keys that the answer has; without any, whatever it is. */
function readRecord(answer, ...keys) {
    for (const each of keys.length === 0 ? RECORDS : keys) {
        const record = answer?.body[each];
        if (isObject$1(record))
            return record;
    }
    return undefined;
}
/** The id of the record that a call made, changed or read. */
function readId(answer, ...keys) {
    return toId(readRecord(answer, ...keys)?.['id']);
}
/** Ids come as numbers, and in searches and timelines as texts. */
function toId(value) {
    const id = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
    return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

/** The answer of a success; every other outcome is thrown as the error that says who must act. */
function readAnswer(call, { status, headers, text }, now) {
    const body = text === undefined ? undefined : parseObject(text);
    if (status === 429)
        throw throttled(call, status, headers, now);
    if (status === 401 || status === 403)
        throw notAllowed(call, status, body ?? {});
    if (status === 408 || status >= 500)
        throw new RetryLaterError('Freshsales is in trouble', call, { status });
    if (status >= 400) {
        const messages = errorMessages(body ?? {});
        if (messages.some((text) => THROTTLE.test(text)))
            throw throttled(call, status, headers, now);
        if (messages.some((text) => TROUBLE.test(text)))
            throw new RetryLaterError('Freshsales is in trouble', call, { status });
        throw new RefusedError(call, { status, messages });
    }
    if (status >= 300 || status < 200)
        throw new RetryLaterError('Freshsales redirected the call', call, { status });
    if (call.base === 'track' && !isHtml(headers))
        return answer(status, body ?? {}, headers);
    if (body === undefined)
        throw new RetryLaterError('The answer is not from Freshsales', call, { status });
    const taken = answer(status, body, headers);
    if (!isMissingRecord(call, taken))
        return taken;
    const refused = refusedWith(body);
    if (refused === undefined)
        throw new RetryLaterError('The answer holds no record', call, { status });
    return readAnswer(call, { status: refused, headers, text }, now);
}
/** Whoever makes a record is answered with it: without one, nobody knows whether it was made. */
function isMissingRecord({ method, body = {} }, taken) {
    const key = method === 'POST' ? RECORDS.find((name) => isObject$1(body[name])) : undefined;
    return key !== undefined && readId(taken, key) === undefined;
}
/** The status that a refusal names inside an answer that looks like a success. */
function refusedWith(body) {
    const { errors } = body;
    if (errorMessages({ errors: errors ?? null }).length === 0)
        return undefined;
    const code = isObject$1(errors) ? Number(errors['code']) : Number.NaN;
    return Number.isInteger(code) && code >= 400 && code < 600 ? code : 400;
}
/** 401 is the key's, 403 that kind of call's; a wrong key is said to be answered with 403 as well, as a failed sign-in. */
function notAllowed(call, status, body) {
    const isKey = status === 401 || 'login' in body;
    const what = isKey ? 'Freshsales rejected the key' : 'Freshsales does not allow the call';
    return new AccountError(what, call, { status: isKey ? 401 : 403, messages: errorMessages(body) });
}
function throttled(call, status, headers, now) {
    return new ThrottledError(call, {
        status,
        retryAfterSeconds: retryAfterSeconds(headers.get('retry-after'), now),
    });
}
function answer(status, body, headers) {
    const quota = {};
    const limit = count(headers.get('x-ratelimit-limit'));
    const remaining = count(headers.get('x-ratelimit-remaining'));
    if (limit !== undefined)
        quota.limit = limit;
    if (remaining !== undefined)
        quota.remaining = remaining;
    return Object.keys(quota).length === 0 ? { status, body } : { status, body, quota };
}
function count(header) {
    return header !== null && /^\d{1,9}$/.test(header.trim()) ? Number(header) : undefined;
}
/** Nothing and a bare `true` are how Freshsales answers a deletion. */
function parseObject(text) {
    if (text.trim() === '')
        return {};
    try {
        const value = JSON.parse(text);
        return isObject$1(value) ? value : value === true ? {} : undefined;
    }
    catch {
        // A page instead of an answer: the caller decides by the status.
        return undefined;
    }
}
/** The tracking API promises a status and no body; a page still means that something else answered. */
function isHtml(headers) {
    return headers.get('content-type')?.includes('text/html') ?? false;
}
/** What the quota of the whole account, or a fault of Freshsales' own, says through a 400. A value that a refusal repeats is neither. */
const THROTTLE = /response_code\s*::\s*429|^too many requests\W*$/i;
const TROUBLE = /response_code\s*::\s*5\d\d|^(?:deadlock found|lock wait timeout|internal server error|service unavailable)/i;
/** When nothing usable is said. A quota is counted by the hour, so a minute loses little. */
const DEFAULT_SECONDS = 60;
/** A longer wait is asked again after the hour that the quota is counted by. */
const MAX_SECONDS = 3600;
/** `Retry-After` in seconds, from whole seconds or an HTTP date; never less than 1, never more than an hour. */
function retryAfterSeconds(header, now) {
    const text = header?.trim() ?? '';
    const seconds = /^\d+$/.test(text) ? Number(text) : secondsUntil(text, now);
    return Math.min(Math.max(Math.ceil(seconds), 1), MAX_SECONDS);
}
function secondsUntil(text, now) {
    // "-1" and "1e3" are dates to Date.parse; an HTTP date begins with the name of a day.
    const date = /^[a-z]{3,9},? /i.test(text) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(date) ? DEFAULT_SECONDS : (date - now) / 1000;
}

/** The tracking API wants the name of an SDK that it knows. */
const TRACKING_SDK = 'javascript';
/** The only place that speaks HTTP to Freshsales. Retries are for the caller, who knows the quota. */
function createClient(options) {
    const { domain, apiKeys, appToken, timeoutMs } = options;
    const http = createHttp(options);
    /** The key that worked last. */
    let current = 0;
    async function callApi(call) {
        let rejected = new AccountError('No API key is configured', call);
        for (let tries = 0; tries < apiKeys.length; tries += 1) {
            const index = (current + tries) % apiKeys.length;
            try {
                const headers = { authorization: `Token token=${apiKeys[index]}` };
                const target = { url: domain.api + call.path, body: call.body, headers, timeoutMs };
                const answer = await exchange(http, call, target);
                current = index;
                return answer;
            }
            catch (error) {
                if (!(error instanceof AccountError) || error.status !== 401)
                    throw error;
                rejected = error;
            }
        }
        throw rejected;
    }
    async function callTracking(call) {
        if (appToken === undefined) {
            throw new AccountError('No app token is configured for the tracking API', call);
        }
        const body = { ...call.body, application_token: appToken, sdk: TRACKING_SDK };
        return exchange(http, call, { url: domain.track + call.path, body, timeoutMs });
    }
    return { send: (call) => (call.base === 'track' ? callTracking(call) : callApi(call)) };
}
function createHttp({ fetch }) {
    return ky.create({
        fetch: (input, init) => fetch(input, init),
        headers: { accept: 'application/json', 'content-type': 'application/json' },
        retry: 0,
        // The deadline is a signal instead, which covers reading the answer as well.
        timeout: false,
        throwHttpErrors: false,
        // A redirect leads to a sign-in page or to a stranger, who must not see the key.
        redirect: 'manual',
    });
}
/** One request and its answer. An error holds the call as it was asked for, never what authenticates it. */
async function exchange(http, call, { url, body, headers, timeoutMs }) {
    const raw = await http(url, {
        method: call.method,
        signal: AbortSignal.timeout(timeoutMs),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(headers === undefined ? {} : { headers }),
    })
        .then(async (response) => ({
        status: response.status,
        headers: response.headers,
        text: await readBody(response, maxAnswerBytes(call)),
    }))
        .catch((cause) => {
        throw new RetryLaterError('Freshsales did not answer', call, { cause });
    });
    return readAnswer(call, raw, Date.now());
}
/** A record with a note and paragraphs at their longest; more is not Freshsales' answer to a change. */
const MAX_RECORD_BYTES = 256 * 1024;
/** The fields of a large account, or a page of notes. */
const MAX_LIST_BYTES = 1024 * 1024;
function maxAnswerBytes({ method }) {
    return method === 'GET' ? MAX_LIST_BYTES : MAX_RECORD_BYTES;
}
/** The text of an answer, or undefined when it is longer than allowed; the rest is not read. */
async function readBody(response, maxBytes) {
    if (response.body === null)
        return '';
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    let text = '';
    let bytes = 0;
    for (;;) {
        const { done, value } = await reader.read();
        if (done)
            return text + decoder.decode();
        bytes += value.byteLength;
        if (bytes > maxBytes) {
            await reader.cancel();
            return undefined;
        }
        text += decoder.decode(value, { stream: true });
    }
}

/** Freshsales answered, and did not do what was asked. */
class FailedExchange extends Error {
    name = 'FailedExchange';
    exchange;
    error;
    constructor(error, exchange) {
        super(error.message, { cause: error });
        this.error = error;
        this.exchange = exchange;
    }
}
/** A slow account is an account all the same. */
const TIMEOUT_MS$1 = 20_000;
function createRecordingClient({ domain, apiKey, appToken, alter, }) {
    let seen;
    let quota;
    const client = createClient({
        domain,
        apiKeys: [apiKey],
        ...(appToken === undefined ? {} : { appToken }),
        timeoutMs: TIMEOUT_MS$1,
        fetch: async (input, init) => {
            const response = await (alter
                ? fetch(await alter(new Request(input, init)))
                : fetch(input, init));
            const body = parse$3(await response.clone().text());
            const words = errorMessages(isObject$1(body) ? body : {});
            seen = { status: response.status, headers: response.headers, body, words };
            return response;
        },
    });
    async function exchange(call) {
        seen = undefined;
        let error;
        try {
            quota = (await client.send(call)).quota ?? quota;
        }
        catch (thrown) {
            error = thrown;
        }
        const isAnswered = error === undefined || error instanceof CallError;
        if (seen === undefined || !isAnswered || error instanceof ThrottledError)
            throw error;
        return { ...seen, error: error };
    }
    return {
        exchange,
        async send(call) {
            const answered = await exchange(call);
            if (answered.error)
                throw new FailedExchange(answered.error, answered);
            return answered;
        },
        quota: () => quota,
    };
}
/** Whether Freshsales did what was asked. */
function isDone({ status }) {
    return status >= 200 && status < 300;
}
/** The record inside an answer, such as that of `{"contact": {…}}`; empty when there is none. */
function recordIn({ body }, wrapper) {
    const record = isObject$1(body) ? body[wrapper] : undefined;
    return isObject$1(record) ? record : {};
}
/** The list inside an answer. */
function listIn({ body }, name) {
    const list = isObject$1(body) ? body[name] : undefined;
    return Array.isArray(list) ? list.filter(isObject$1) : [];
}
function parse$3(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined; // a page, or nothing
    }
}

/** Why something about the account could not be found out, and what to do. */
function explain(error, { domain }) {
    const [seen, words] = error instanceof FailedExchange ? [error.error, error.exchange.words] : [error, []];
    if (seen instanceof AccountError)
        return refusedUser(seen, words);
    if (seen instanceof ThrottledError)
        return bad('quota', `the account's quota is used up for the next ${seen.retryAfterSeconds} s`, 'Wait that long and try again. Another integration may be spending it.');
    if (seen instanceof RefusedError)
        return seen.status === 404
            ? wrongAddress('Freshsales has no such account or path', domain)
            : bad('account', `${seen.message}: ${seen.messages.join('; ')}`, 'Look at it in Freshsales.');
    if (seen instanceof RetryLaterError)
        return unanswered$1(seen, domain);
    if (seen instanceof CallError)
        return bad('account', seen.message, 'Try again later.');
    return bad('the doctor', `a fault of the doctor itself: ${String(error)}`, 'Report it.');
}
/** A key is wrong only where Freshsales says 401; a 403 is about one kind of call. */
function refusedUser({ status, call }, words) {
    return status === 403
        ? missingRight(`use ${call.method} ${call.path.split('?', 1)[0]}`, { words })
        : bad('FRESHSALES_API_KEY', 'FRESHSALES_API_KEY is rejected', KEY_ADVICE);
}
const KEY_ADVICE = 'Copy it again from Freshsales, Profile settings → API settings; its user must be active.';
/** What Freshsales does not let the user of a key do, in its own words. */
function missingRight(what, { key = 'FRESHSALES_API_KEY', words }) {
    const said = words.length === 0 ? '' : `: ${words.join('; ')}`;
    return bad('rights', `${key} may not ${what} (status 403)${said}`, 'Give its user a role that may: Freshsales, Admin settings → Roles.');
}
function unanswered$1(error, domain) {
    const { status, message } = error;
    if (status === undefined)
        return bad(addressSetting(domain), `cannot be reached: ${causeOf(error)}`, ADDRESS_ADVICE);
    return status < 400
        ? wrongAddress('something answers there that is not the API of Freshsales', domain)
        : bad('Freshsales', `${message} (status ${status})`, 'Try again later.');
}
const ADDRESS_ADVICE = 'Copy the address that the browser shows when you work in Freshsales.';
function wrongAddress(text, domain) {
    return bad(addressSetting(domain), text, ADDRESS_ADVICE);
}
function addressSetting(domain) {
    return isOwnHost(domain) ? 'FRESHSALES_HOST' : 'FRESHSALES_DOMAIN';
}
/** The system's own word (`ENOTFOUND`) is at the end of the chain of causes. */
function causeOf(error) {
    const { cause } = error;
    if (cause instanceof AggregateError && cause.errors[0] instanceof Error)
        return causeOf(cause.errors[0]);
    if (cause instanceof Error)
        return causeOf(cause);
    const { code, message } = error;
    return code ?? message;
}

/** The account's own lists: what a name is called by id, and which custom fields there are. Pure. */
const selector = (name, answerKey = name) => ({ path: `/selector/${name}`, answerKey });
const fields = (object) => ({ path: `/settings/${object}/fields`, answerKey: 'fields' });
/** Every list: where it is read and under which key it is answered. */
const LISTS = {
    owners: selector('owners', 'users'),
    lifecycle_stages: selector('lifecycle_stages'),
    contact_statuses: selector('contact_statuses'),
    lead_sources: selector('lead_sources'),
    campaigns: selector('campaigns'),
    territories: selector('territories'),
    sales_activity_types: selector('sales_activity_types'),
    sales_activity_outcomes: selector('sales_activity_outcomes'),
    industry_types: selector('industry_types'),
    business_types: selector('business_types'),
    deal_stages: selector('deal_stages'),
    deal_pipelines: selector('deal_pipelines'),
    deal_types: selector('deal_types'),
    deal_reasons: selector('deal_reasons'),
    deal_products: selector('deal_products'),
    deal_payment_statuses: selector('deal_payment_statuses'),
    currencies: selector('currencies'),
    contact_fields: fields('contacts'),
    account_fields: fields('sales_accounts'),
    deal_fields: fields('deals'),
    lead_fields: fields('leads'),
    activity_fields: fields('sales_activities'),
};
/** The list of an object's own fields, where Freshsales has one. */
function fieldListOf(object) {
    return Object.keys(LISTS).find((name) => name === `${object}_fields`);
}
function listCall(name) {
    return { method: 'GET', path: LISTS[name].path };
}
/** Reads the answer to `listCall`; lines that are switched off in the account are left out. */
function parseList(name, answer) {
    const list = answer.body[LISTS[name].answerKey];
    return Array.isArray(list) ? list.flatMap(parseEntry) : [];
}
function parseEntry(item) {
    if (!isObject$1(item) || item['disabled'] === true || item['is_active'] === false)
        return [];
    const id = Number(item['id']);
    const name = text$1(item['name'] ?? item['display_name'] ?? item['currency_code']);
    if (!Number.isSafeInteger(id) || name === undefined)
        return [];
    const entry = { id, name };
    const email = text$1(item['email']);
    const parent = Number(item['lifecycle_stage_id'] ?? item['deal_pipeline_id']);
    const label = text$1(item['label']);
    const type = text$1(item['type']);
    if (email !== undefined)
        entry.email = email.toLowerCase();
    if (Number.isSafeInteger(parent))
        entry.parent = parent;
    if (label !== undefined)
        entry.label = label;
    if (type !== undefined)
        entry.type = type;
    if (item['required'] === true)
        entry.required = true;
    if (Array.isArray(item['choices']))
        entry.choices = item['choices'].flatMap(parseChoice);
    return [entry];
}
/** Choice ids come as numbers on some fields and as strings on others. */
function parseChoice(choice) {
    if (!isObject$1(choice))
        return [];
    const value = text$1(choice['value']);
    return value === undefined ? [] : [{ id: Number(choice['id']), value }];
}
function text$1(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}

function createLists(client) {
    const catalog = {};
    const lines = {};
    const hidden = [];
    async function load(names) {
        for (const name of names)
            if (!catalog[name])
                await fetchList(name);
    }
    async function fetchList(name) {
        const answered = await client.exchange(listCall(name));
        const { error, status } = answered;
        if (error instanceof AccountError || error instanceof RefusedError) {
            hidden.push(name);
            catalog[name] = { entries: [], fetchedAt: 0 };
            return;
        }
        if (error)
            throw new FailedExchange(error, answered);
        const body = isObject$1(answered.body) ? answered.body : {};
        const list = body[LISTS[name].answerKey];
        lines[name] = Array.isArray(list) ? list : [];
        catalog[name] = { entries: parseList(name, { body }) ?? [], fetchedAt: 0 };
    }
    return {
        catalog: () => catalog,
        load,
        async entries(name) {
            await load([name]);
            return catalog[name]?.entries ?? [];
        },
        async raw(name) {
            await load([name]);
            return lines[name] ?? [];
        },
        hidden: () => hidden,
    };
}
/** A longer list is no help. */
const MAX_OFFERED = 12;
/** What the account would take instead, the likeliest first. */
async function offered({ object, field, value }, lists) {
    const row = findRow(object, field);
    if (row?.list !== undefined)
        return choose(value, namesOf$1(await lists.entries(row.list)));
    const list = fieldListOf(object);
    const fields = list === undefined ? [] : await lists.entries(list);
    const own = fields.find(({ name }) => name === field);
    if (own?.choices !== undefined && own.choices.length > 0)
        return choose(value, own.choices.map((choice) => choice.value));
    if (own !== undefined)
        return `In the account it is of type ${own.type ?? 'unknown'}.`;
    return choose(field, fields.map(({ name }) => name).filter((name) => name.startsWith('cf_')));
}
/** Owners are named best by their address. */
function namesOf$1(entries) {
    return entries.map(({ name, email }) => email ?? name);
}
function choose(given, names) {
    if (names.length === 0)
        return 'The account has none; make it there, or leave it out.';
    const meant = nearest(String(given), names);
    const some = names.slice(0, MAX_OFFERED).join(', ');
    const more = names.length > MAX_OFFERED ? ', …' : '';
    return `${meant === undefined ? '' : `Did you mean ${JSON.stringify(meant)}? `}The account has: ${some}${more}`;
}

/** Switches of an activity type that ask for more than a visit can know. */
const MANDATORY = {
    is_checkedin_mandatory: 'a check-in',
    is_outcome_mandatory: 'an outcome',
};
/** The sales activity types that visits and events are written as. */
async function* checkActivityTypes({ config, lists, written }) {
    const named = configuredFields(config).filter(({ object }) => object === 'activity');
    if (config.timeline !== 'activity' && named.length === 0)
        return;
    const types = (await lists.raw('sales_activity_types')).filter(isObject$1);
    if (config.timeline === 'activity')
        yield* checkVisitType(config, { types, lists });
    for (const record of named) {
        const type = find(types, record.fields['sales_activity_type_id']);
        if (type?.['is_default'] === true)
            yield builtIn(`${written.title(record)}: `, type);
    }
}
async function* checkVisitType({ activityType: value }, { types, lists }) {
    const type = find(types, value);
    if (value !== undefined && lists.hidden().includes('sales_activity_types')) {
        yield note('ACTIVITY_TYPE cannot be looked up: the account does not show its types');
        return;
    }
    if (type === undefined) {
        const text = value === undefined
            ? 'ACTIVITY_TYPE is not set, and TIMELINE=activity needs it'
            : `ACTIVITY_TYPE: the account has no sales activity type ${JSON.stringify(value)}`;
        const refused = { object: 'activity', field: 'sales_activity_type_id', value };
        yield bad('ACTIVITY_TYPE', text, await offered(refused, lists));
        return;
    }
    yield good(`ACTIVITY_TYPE: the account has ${JSON.stringify(type['name'])}`);
    if (type['is_default'] === true)
        yield builtIn('', type);
    for (const [flag, what] of Object.entries(MANDATORY))
        if (type[flag] === true)
            yield bad('ACTIVITY_TYPE', `${JSON.stringify(type['name'])} makes ${what} compulsory, which a visit does not have`, 'Switch that off in Freshsales, or choose another type.');
}
function find(types, value) {
    const wanted = String(value).trim().toLowerCase();
    return types.find(({ id, name }) => [id, name].some((each) => String(each).trim().toLowerCase() === wanted));
}
function builtIn(where, type) {
    return note(`${where}${JSON.stringify(type['name'])} is one of Freshsales' own types, which it probably refuses`, 'Make a type of your own: Freshsales, Admin settings → Sales activities.');
}
/** Pure. */
function configuredFields(config) {
    const person = config.domain.generation === 'classic' ? 'lead' : 'contact';
    const events = [...config.actions].flatMap(([event, actions]) => actions.flatMap((action) => recordOfAction(action, { event, person })));
    const { field = '' } = config.leadQuality;
    const quality = field.startsWith('cf_') ? { [field]: 'honeypot' } : {};
    const clicks = Object.values(config.clickFields).map((name) => [name, 'click id']);
    return [
        { variable: 'DEFAULTS', object: person, fields: config.defaults, custom: {} },
        ...events,
        { variable: 'LEAD_QUALITY', object: person, fields: {}, custom: quality },
        { variable: 'CLICK_FIELDS', object: person, fields: {}, custom: Object.fromEntries(clicks) },
    ];
}
function recordOfAction(action, { event, person }) {
    // The others take everything from the event itself, or name only a tag, which is made when it is missing.
    if (!('fields' in action))
        return [];
    const object = action.type === 'contact' ? person : action.type;
    const custom = 'custom' in action ? action.custom : {};
    const hasAccount = 'account' in action;
    return [{ variable: 'EVENTS', event, object, fields: action.fields, custom, hasAccount }];
}

/** The whole name of a person, as loose names: OpenID Connect, Firebase and forms have words of their own for it. */
const FULL_NAME = [
    ...[
        'name',
        'fullname',
        'displayname',
        'contactname',
        'yourname',
        'nom',
        'nombre',
        'nome',
        'naam',
    ],
    ...['nombrecompleto', 'nomcomplet', 'nomecompleto'],
];
const FIRST = ['first', 'firstname', 'given', 'givenname'];
const LAST = ['last', 'lastname', 'family', 'familyname', 'surname'];
/** Halves of a name that say so only together: `last` alone may be a date. */
const FLAT = [
    ['first', 'last'],
    ['given', 'family'],
];
/** The name in traits that call its halves nothing but `first` and `last`: taken out, in place, of what no field wants. */
function takeFlatName(custom) {
    for (const halves of FLAT) {
        const [first, last] = halves.map((half) => valueNamed(custom, [half]));
        if (typeof first !== 'string' || typeof last !== 'string')
            continue;
        for (const key of Object.keys(custom))
            if (halves.some((half) => half === looseName(key)))
                delete custom[key];
        return { first, last };
    }
    return undefined;
}
/** First and last name out of whole names, a text or `{first, last}`; undefined for what is none. */
function personName(name) {
    if (typeof name === 'string')
        return splitName(name);
    if (!isObject$1(name))
        return undefined;
    const first = toText(valueNamed(name, FIRST) ?? null);
    const last = toText(valueNamed(name, LAST) ?? null);
    const whole = valueNamed(name, ['full', 'formatted', ...FULL_NAME]);
    if (first === undefined && last === undefined)
        return typeof whole === 'string' ? splitName(whole) : undefined;
    return { ...(first === undefined ? {} : { first }), ...(last === undefined ? {} : { last }) };
}
const isUnset = (word) => /^(?:null|undefined)$/.test(word);
const SUFFIX = /^(?:jr|sr|ii|iii|iv|esq|ph\.?\s?d|m\.?d)\.?$/i;
/** `Peter Gibbons` and `Gibbons, Peter` → first and last name. One word is a first name. */
function splitName(fullName) {
    const name = (toText(fullName) ?? '').replace(/\s+/gu, ' ');
    const comma = /^([^,]+), ?([^,]+)$/u.exec(name);
    const ordered = comma && !SUFFIX.test(comma[2] ?? '') ? `${comma[2]} ${comma[1]}` : name;
    // `Ann undefined`: programs join what they have not.
    const [first, ...rest] = ordered.split(' ').filter((word) => word !== '' && !isUnset(word));
    return {
        ...(first ? { first } : {}),
        ...(rest.length > 0 ? { last: rest.join(' ') } : {}),
    };
}
/** Loose names of traits that only a person has: whatever else is there is no company's. */
const OF_A_PERSON = new Set([
    ...['email', 'emailaddress', 'firstname', 'lastname', 'givenname', 'familyname', 'middlename'],
    ...['fullname', 'displayname', 'contactname', 'surname', 'nickname', 'username', 'salutation'],
    ...['jobtitle', 'title', 'position', 'mobile', 'mobilenumber', 'mobilephone', 'cellphone'],
    ...[
        'gender',
        'birthday',
        'birthdate',
        'dateofbirth',
        'age',
        'company',
        'companyname',
        'employer',
    ],
]);
const isOfAPerson = (looseTrait) => OF_A_PERSON.has(looseTrait);

/** Custom fields as Freshsales' own API groups them. */
const HOLDS_CUSTOM_FIELDS = new Set(['customfield', 'customfields']);
/** Any spelling of the field's own name comes after every listed source. */
const LOOSE_RANK = 1000;
/**
 * Reads an event through a table. Walks the traits that are there, not the rows that might be: an
 * event has ten traits, a table hundreds of sources.
 */
function readTable(index, sources) {
    const found = { best: new Map(), unfit: new Map(), cleared: new Set() };
    const custom = {};
    const contained = [];
    sources.traits.forEach(({ path, values }, position) => {
        if (!isObject$1(values))
            return;
        for (const key in values) {
            const value = values[key];
            if (value === undefined || (isBlank(value) && !(sources.clears && value === null)))
                continue;
            const loose = looseName(key);
            if (index.taken.has(loose))
                continue;
            if (isObject$1(value) && HOLDS_CUSTOM_FIELDS.has(loose)) {
                contained.push(...Object.keys(value));
                for (const name in value)
                    offerCustom(custom, name, value[name]);
                continue;
            }
            const wanted = index.traits[path].get(key) ?? findLoosely(index, loose, position);
            if (value === null)
                clear(wanted, { found, custom, key });
            else if (wanted !== undefined)
                offer(found, wanted, value);
            else if (!index.nested.has(key))
                offerCustom(custom, key, value);
            if (index.nested.has(key) && isObject$1(value))
                offerMembers(index.traits[path], found, key, value);
        }
    });
    for (const wanted of index.elsewhere) {
        const value = valueAt$1(sources.event, wanted.keys);
        if (!isBlank(value))
            offer(found, wanted, value);
    }
    return { fields: fieldsOf(found), custom, contained, problems: problemsOf(found) };
}
function findLoosely(index, loose, position) {
    const row = index.loose.get(loose);
    return row && { row, rank: LOOSE_RANK + position };
}
function offerMembers(wanted, found, key, members) {
    for (const member in members) {
        const target = wanted.get(`${key}.${member}`);
        const value = members[member];
        if (target !== undefined && value !== undefined && !isBlank(value))
            offer(found, target, value);
    }
}
/** A field that other sources say nothing about is emptied; how a person first came is not. */
function clear(wanted, { found, custom, key }) {
    if (wanted === undefined) {
        if (key !== '__proto__' && !Object.hasOwn(custom, key))
            custom[key] = null;
    }
    else if (wanted.row.writes === undefined)
        found.cleared.add(wanted.row.field);
}
/** "No" means something to these; to the others `false` is how PHP says that there is nothing. */
const TAKES_FALSE = new Set(['boolean', 'subscription status', 'as it is']);
/** An entry of a list may be called "None", and so is the medium of a direct visit. */
const SAY_ANYTHING = new Set(['reference', 'channel', 'as it is']);
/** Texts that say nothing are none. */
function isSaid(as, value) {
    if (value === false)
        return TAKES_FALSE.has(as);
    return SAY_ANYTHING.has(as) || !isNothing(value);
}
/** A value that does not fit leaves the field to the next source. */
function offer({ best, unfit }, { row, rank }, value) {
    if (!isSaid(row.as, value))
        return;
    const known = best.get(row.field);
    if (known !== undefined && known.rank <= rank)
        return;
    const fitting = KINDS[row.as].coerce(value);
    if (fitting !== undefined)
        best.set(row.field, { value: fitting, rank });
    else if (!isEmptyObject(value))
        unfit.set(row.field, { value, kind: row.as });
}
function fieldsOf({ best, cleared }) {
    const fields = {};
    for (const field of cleared)
        fields[field] = null;
    for (const [field, { value }] of best)
        fields[field] = value;
    return fields;
}
function problemsOf({ best, unfit }) {
    const problems = [];
    for (const [field, { value, kind }] of unfit) {
        const reason = `left out: the value is not ${KINDS[kind].wants}`;
        if (!best.has(field))
            problems.push({ field, reason, value });
    }
    return problems;
}
function valueAt$1(from, keys) {
    let value = from;
    for (const key of keys) {
        if (!isObject$1(value))
            return undefined;
        value = value[key];
    }
    return value;
}
/** The first of a name counts; `__proto__` of a parsed body must stay a plain key. */
function offerCustom(custom, name, value) {
    if (value === undefined || isBlank(value) || name === '__proto__')
        return;
    if (!Object.hasOwn(custom, name))
        custom[name] = value;
}
function isEmptyObject(value) {
    return isObject$1(value) && Object.keys(value).length === 0;
}

/** `id` is the site's own, `groupType` another product's switch. */
const INDEX$4 = indexTable(ACCOUNT$1, ['id', 'groupType']);
/** The account in the `company` trait: an object with a name, or just the name. */
function accountOf(company, word) {
    if (company === undefined)
        return { problems: [], withheld: [] };
    const values = isObject$1(company) ? company : { name: toText(company) ?? null };
    const reading = readTable(INDEX$4, {
        traits: [{ path: 'traits', values }],
        event: {},
        clears: mayClear(word),
    });
    return toAccount(reading, { nameOf: 'company.name', word });
}
/** The account that a group describes; custom fields come from its own traits alone. */
function accountOfGroup(sources, word) {
    const own = sources.traits.filter(({ path }) => path === 'traits');
    const { custom, contained } = readTable(INDEX$4, {
        ...sources,
        traits: own,
        event: {},
    });
    const reading = readTable(INDEX$4, sources);
    return toAccount({ ...reading, custom, contained }, { nameOf: 'traits.name', word });
}
function toAccount({ fields, custom, contained, problems }, { nameOf, word }) {
    const { name, ...rest } = fields;
    if (typeof name !== 'string') {
        const reason = 'is missing: an account is made and found by its name';
        return { problems: [{ field: nameOf, reason }], withheld: [] };
    }
    if (!maySetObject('account', word)) {
        return { problems, withheld: [withhold('account', 'name', name)] };
    }
    const allowed = stripProtectedFields('account', { fields: rest, custom, contained }, word);
    return {
        change: { object: 'account', name, fields: allowed.fields, custom: allowed.custom },
        problems,
        withheld: allowed.withheld,
    };
}

/** A trait of these says where the traits' owner is. */
const PLACES = ['address', 'city', 'state', 'country', ...POSTCODE];
/**
 * An account, and the person who belongs to it. `traits.email` is the group's mailbox, not the
 * person's: linking by it would make a contact of `info@`.
 */
function interpretGroup(event, { meaning, word }) {
    const { traits, context } = event;
    const ofContext = isObject$1(context?.traits) ? accountTraits(context.traits, traits) : {};
    const account = accountOfGroup({
        traits: [
            { path: 'traits', values: traits },
            { path: 'context.traits', values: ofContext },
        ],
        event,
        clears: mayClear(word),
    }, word);
    meaning.problems.push(...account.problems);
    meaning.withheld.push(...account.withheld);
    if (account.change)
        meaning.changes.push(account.change);
    return meaning;
}
/**
 * Some senders put the group's traits into the context, where the person's belong. They count
 * unless they describe a person, and never as a second address beside the group's own.
 */
function accountTraits(given, own) {
    if (Object.keys(given).some((name) => isOfAPerson(looseName(name))))
        return {};
    if (!isObject$1(own) || !PLACES.some((name) => !isBlank(own[name])))
        return given;
    return Object.fromEntries(Object.entries(given).filter(([name]) => !PLACES.includes(name)));
}

// Pure: what a sender wrote as an id in, whether it stands for anybody out.
/** Characters that nobody sees and that make two ids of one: zero-width, directional and the byte order mark. */
const INVISIBLE = /\p{Cf}/gu;
/** What programs write where they know no id. Letters and digits only, in lower case. */
const WORDS$1 = new Set([
    'null',
    'nil',
    'undefined',
    'none',
    'nan',
    'na',
    'true',
    'false',
    'guest',
    'guestuser',
    'anonymous',
    'anonymoususer',
    'unknown',
    'notset',
    'notauthenticated',
    'notloggedin',
    'loggedout',
    'id',
    'userid',
    'distinctid',
    'anonymousid',
    'objectobject',
    'objectundefined',
    'objectnull',
]);
/** The longest of them, spelled with separators. */
const LONGEST_WORD_CHARACTERS = 40;
const ZEROES_AND_DASHES = /^[0\s\p{P}\p{S}]*$/u;
const MINUS_ONE = /^[-\u2212]\s*1(?:[.,]0*)?$/;
/** Placeholders of templates that nobody filled in: `{{user.id}}`, `${id}`, `<%= id %>`, `%USER_ID%`. */
const PLACEHOLDER$1 = /^(?:\{\{?[^{}]*\}\}?|\$\{[^{}]*\}|<%.*%>|<\?.*\?>|\[\[.*\]\]|%\w+%)$/;
/** Printable ASCII without a blank: nothing to clean. */
const PLAIN = /^[!-~]+$/;
/** Not in any of the words. */
const DIGIT = /\p{N}/u;
/** A long id with a digit in it is none of the words, and begins as no template does: nearly every id is this. */
const SOMEBODYS = /^[A-Za-z0-9][!-~]{7,}$/;
/** An id without the characters that nobody sees, and without blanks around it. */
function cleanId(id) {
    if (PLAIN.test(id))
        return id;
    return id.replace(INVISIBLE, '').trim();
}
/**
 * Whether an id stands for nobody: `0`, `-1`, `null`, `guest` and the like, in any spelling. Taken for
 * an id, it would make one person of everybody.
 */
function identifiesNobody(id) {
    if (SOMEBODYS.test(id) && /[1-9]/.test(id))
        return false;
    const text = cleanId(id).normalize('NFKC');
    if (ZEROES_AND_DASHES.test(text) || MINUS_ONE.test(text))
        return true;
    if (text.length > LONGEST_WORD_CHARACTERS)
        return false;
    if (PLACEHOLDER$1.test(text))
        return true;
    if (DIGIT.test(text))
        return false;
    return WORDS$1.has(text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
}

/** Loose names of the trait that holds a person's company. */
const COMPANY = [
    'company',
    'companyname',
    'companies',
    'organization',
    'organisation',
    'organizationname',
    'organisationname',
    'employer',
    'employername',
    'businessname',
    'worksfor',
    'workplace',
    'accountname',
    'yourcompany',
    'org',
    'orgname',
    'firm',
    'firma',
    'unternehmen',
    'entreprise',
    'empresa',
    'azienda',
    'bedrijf',
];
/** More than a person works for; a longer list is about something else. */
const MAX_COMPANIES = 5;
/** The companies of a person, each an object or a name; the first source that has one counts. */
function companiesOf(...sources) {
    for (const traits of sources) {
        const given = valueNamed(traits, COMPANY);
        if (given === undefined)
            continue;
        const named = isObject$1(given)
            ? [withName(given, traits)]
            : Array.isArray(given)
                ? given
                : [given];
        const companies = named.filter((company) => !isNothing(company));
        if (companies.length > 0)
            return companies.slice(0, MAX_COMPANIES);
    }
    return [];
}
/** `{company: {id: 7}, companyName: "Acme"}` is one company. */
function withName(company, traits) {
    if (valueNamed(company, ['name', ...COMPANY]) !== undefined)
        return company;
    const name = valueNamed(traits, COMPANY.slice(1));
    return typeof name === 'string' ? { ...company, name } : company;
}

/** Loose names that senders use for a field of a contact beside those that its table lists, by field. */
const WORDS = {
    first_name: 'vorname prenom prénom primernombre nombres primeironome voornaam',
    last_name: 'nachname familienname apellido apellidos cognome sobrenome achternaam nomdefamille',
    job_title: 'cargo berufsbezeichnung stellung puesto fonction designation jobrole',
    work_number: 'phones phonenumbers contactnumber contactno contactphone yourphone phoneno telno businessphone officephone workphonenumber companyphone homephone phone1 telefon telefonnummer téléphone telefono teléfono telefone',
    mobile_number: 'mobileno mobilephonenumber cellno cellphonenumber cellnumber msisdn handy handynummer mobil mobiltelefon movil móvil celular portable',
    address: 'straße strasse direccion dirección endereco endereço indirizzo rue calle',
    city: 'ort stadt ville ciudad cidade citta città plaats',
    state: 'stateprovince provinceorstate bundesland provincia estado',
    country: 'countryregion countryname pays pais país land',
    zipcode: 'postal zippostal zippostalcode plz postleitzahl codepostal codigopostal códigopostal cep',
};
/** By loose name. None of these fields is one that a page may not set. */
const CONTACT_WORDS = new Map(Object.entries(WORDS).flatMap(([field, words]) => words.split(' ').map((word) => [word, field])));

/**
 * The browser's own record where there is one; else the campaign of this event alone, or the address
 * and the referrer of the page it shows. A campaign without a source is none: analytics tools ignore
 * it, and so do we. Who has only ever come directly has that for their latest visit as well.
 */
function touchesOf(event, channels) {
    const { context } = event;
    const attribution = context?.attribution;
    if (isObject$1(attribution) && (attribution.first || attribution.last)) {
        const { first, last = first } = attribution;
        return {
            ...(isObject$1(first) && { first: known(first, channels) }),
            ...(isObject$1(last) && { last: known(last, channels) }),
        };
    }
    const campaign = campaignOf(event);
    const shown = pageOf(event);
    if (campaign?.source) {
        const touch = known({ ...shown, ...campaign }, channels);
        return { first: touch, last: touch };
    }
    const touch = shown && known(shown, channels);
    return touch && touch.medium !== 'none' ? { first: touch, last: touch } : {};
}
function known(sent, channels) {
    const touch = { ...sent };
    for (const name of TEXTS$1) {
        const text = toText(sent[name] ?? null);
        if (text === undefined)
            delete touch[name];
        else
            touch[name] = text;
    }
    return { ...touch, ...channelOf(touch, channels) };
}
/** Typed as texts, and sent by anybody. */
const TEXTS$1 = ['source', 'medium', 'name', 'term', 'content'];
/** What another library tells of a page; ours keeps its own record. */
function pageOf({ type, context, ...event }) {
    if (type !== 'page' || context?.library?.name === OUR_LIBRARY)
        return undefined;
    const properties = 'properties' in event && isObject$1(event.properties) ? event.properties : {};
    const landing = textOf$1(properties['url']) ?? textOf$1(context?.page?.url);
    const referrer = textOf$1(properties['referrer']) ?? textOf$1(context?.page?.referrer);
    if (landing === undefined)
        return undefined;
    const isOther = referrer !== undefined && !isOwnSite(referrer, landing);
    return { landing, ...(isOther && { referrer }), ...campaignIn(landing) };
}
const UTM = {
    source: 'utm_source',
    medium: 'utm_medium',
    name: 'utm_campaign',
    term: 'utm_term',
    content: 'utm_content',
};
/** As Segment names its parts, or as the parameters are called; a form may hold these as fields of its own. */
function campaignOf(event) {
    const sent = event.context?.campaign;
    if (isObject$1(sent) && sent.source)
        return sent;
    const traits = event.type === 'identify' ? event.traits : undefined;
    for (const given of [sent, traits]) {
        const said = Object.entries(UTM).flatMap(([part, parameter]) => {
            const text = toText(valueNamed(given, [looseName(parameter)]) ?? null);
            return text === undefined ? [] : [[part, text]];
        });
        const campaign = Object.fromEntries(said);
        if (campaign.source)
            return campaign;
    }
    return undefined;
}
function campaignIn(address) {
    if (!address.includes('utm_source=') || !URL.canParse(address))
        return {};
    const { searchParams } = new URL(address);
    const said = Object.entries(UTM).map(([part, parameter]) => [part, searchParams.get(parameter)]);
    return Object.fromEntries(said.filter(([, value]) => value));
}
const OUR_LIBRARY = 'freshsales-edge';
const textOf$1 = (value) => (typeof value === 'string' && value !== '' ? value : undefined);

const isAboutAttribution = (path) => path.startsWith('context.attribution.') || path.startsWith('context.campaign.');
/** The contact's rows that a page view may fill: only their sources in the campaign and the attribution. */
const INDEX$3 = indexTable(CONTACT.map((row) => ({
    ...row,
    from: row.from.filter(isAboutAttribution),
    also: (row.also ?? []).filter(isAboutAttribution),
})));
/** What a page view tells of how the person came; nothing for a visit without a source. */
function attributionFields(event, settings) {
    const touches = touchesOf(event, settings.channels);
    if (touches.first === undefined && touches.last === undefined)
        return { fields: {}, custom: {} };
    const { fields } = readTable(INDEX$3, { traits: [], event: withTouches(event, touches) });
    return { fields, custom: clickFields(touches, settings) };
}
/** The event with its touches where the table looks for them. */
function withTouches(event, touches) {
    return { ...event, context: { ...event.context, attribution: touches } };
}
/** Click ids into the custom fields that the operator named for them; those of the latest visit win. */
function clickFields({ first, last }, { clickFields = {} }) {
    const custom = {};
    for (const [parameter, field] of Object.entries(clickFields)) {
        const value = last?.click?.[parameter] ?? first?.click?.[parameter] ?? landingOrReferrer(first, parameter);
        if (typeof value === 'string' && value !== '')
            custom[field] = value;
    }
    return custom;
}
function landingOrReferrer(first, parameter) {
    return parameter === 'landing' || parameter === 'referrer' ? first?.[parameter] : undefined;
}

const INDEX$2 = indexTable(DEAL, ['id']);
/** More than a person is sold at once. */
const MAX_DEALS = 5;
/** The deals in the `deal` trait, one or a list, for the person and the account of the same event. */
function dealsOf(given, surroundings) {
    const deals = given === undefined ? [] : Array.isArray(given) ? given : [given];
    return deals.slice(0, MAX_DEALS).map((deal) => dealOf(deal, surroundings));
}
function dealOf(deal, { account, word }) {
    const values = isObject$1(deal) ? deal : { name: toText(deal) ?? null };
    const reading = readTable(INDEX$2, {
        traits: [{ path: 'traits', values }],
        event: {},
        clears: mayClear(word),
    });
    const sign = reading.fields['currency_id'];
    if (typeof sign === 'string')
        reading.fields['currency_id'] = currencyIn(sign) ?? sign;
    const currency = currencyIn(values['amount'] ?? values['value']);
    if (currency !== undefined && reading.fields['amount'] !== undefined)
        reading.fields['currency_id'] ??= currency;
    const { name, ...fields } = reading.fields;
    if (typeof name !== 'string') {
        const reason = 'is missing: a deal is made and found by its name';
        return { problems: [{ field: 'deal.name', reason }], withheld: [] };
    }
    if (!maySetObject('deal', word)) {
        return { problems: reading.problems, withheld: [withhold('deal', 'name', name)] };
    }
    const allowed = stripProtectedFields('deal', { ...reading, fields }, word);
    // A currency without its amount would change what an amount that is there means.
    if (allowed.fields['amount'] === undefined)
        delete allowed.fields['currency_id'];
    const change = {
        object: 'deal',
        name,
        fields: allowed.fields,
        custom: allowed.custom,
        ...(account === undefined ? {} : { account }),
    };
    return { change, problems: reading.problems, withheld: allowed.withheld };
}

/** Under which names the entries of a list hold an address, in SCIM, Google's and Clerk's profiles. */
const OF_AN_ENTRY = ['value', 'address', 'email', 'emailAddress', 'email_address'];
/** What parts the addresses of a text; a line break is none of it, for that is how headers are forged. */
const SEPARATORS = [/[,;|/]/, / +/];
/** Longer than two addresses at their longest is no field of a form. */
const MAX_CHARACTERS$1 = 600;
/**
 * All e-mail addresses of a value: a text, several in one text, or a list of texts or entries, of which
 * the primary one goes first. A text that is more than its addresses has none.
 */
function addressesIn(value) {
    if (!Array.isArray(value))
        return addressesOfOne(value);
    return [...value.filter(isPrimary), ...value.filter((entry) => !isPrimary(entry))].flatMap(addressesOfOne);
}
const isPrimary = (entry) => isObject$1(entry) && (entry['primary'] === true || entry['is_primary'] === true);
function addressesOfOne(given) {
    const text = isObject$1(given) ? OF_AN_ENTRY.map((name) => given[name]).find(isText) : given;
    if (!isText(text))
        return [];
    const email = text.indexOf('@') === text.lastIndexOf('@') ? toEmail(text) : undefined;
    return email === undefined ? (addressesInText(text) ?? []) : [email];
}
const isText = (value) => typeof value === 'string';
function addressesInText(text) {
    const bare = text.trim().replace(/^(['"“‘`])(.*)['"”’`]$/, '$2');
    if (bare.length > MAX_CHARACTERS$1)
        return undefined;
    for (const separator of SEPARATORS) {
        const parts = bare.split(separator).filter((part) => part.trim() !== '');
        const emails = parts.flatMap((part) => toEmail(part) ?? []);
        if (emails.length === parts.length && emails.length > 0)
            return emails;
    }
    return undefined;
}

/** Loose names of the trait with the address. */
const EMAIL = ['email', 'emailaddress', 'youremail', 'mail'];
/**
 * Loose names that also hold it where none of the above does: without it there is no contact. Some name
 * a field of their own, and all may hold something else, which is then no failed address.
 */
const ELSE_EMAIL = [
    ...['emails', 'emailaddresses', 'primaryemail', 'primaryemailaddress', 'emailid', 'emailadresse'],
    ...['useremail', 'customeremail', 'contactemail', 'leademail', 'workemail', 'businessemail'],
    ...['workemailaddress', 'businessemailaddress', 'personalemail'],
    ...['correo', 'correoelectronico', 'courriel', 'adresseemail', 'mailadresse', 'emaildireccion'],
];
/**
 * Whom an event is about: every key by which it names somebody. The one answer to that question: what
 * interprets an event takes its person from here, and so does every guard that asks whose it is.
 */
function peopleOf(event, settings) {
    const problems = [];
    const emails = [];
    for (const candidate of candidatesOf(event, settings)) {
        if (candidate === undefined)
            continue;
        const found = addressesIn(candidate);
        emails.push(...found);
        // One that is none is reported, because a lead may hang on it.
        if (found.length === 0 && emails.length === 0 && !isNothing(candidate))
            problems.push(notAnAddress(candidate));
    }
    const { userId, anonymousId } = event;
    const previousId = event.type === 'alias' ? event.previousId : undefined;
    // An alias joins two ids; it introduces nobody.
    const email = event.type === 'alias' ? undefined : emails[0];
    const people = {
        ...(email !== undefined && { email }),
        emails,
        ...(userId && { userId }),
        ...(anonymousId && { anonymousId }),
        ...(previousId && { previousId }),
    };
    return { people, problems };
}
/** Where an address of the person may stand, the best place first. */
function candidatesOf(event, settings) {
    const ofContext = valueNamed(event.context?.traits, EMAIL);
    switch (event.type) {
        case 'identify': {
            const said = [valueNamed(event.traits, EMAIL), ofContext, event.properties?.['email']];
            const isSaid = said.some((candidate) => addressesIn(candidate).length > 0);
            return [...said, ...(isSaid ? [] : elseEmails(event)), addressIn(event.userId)];
        }
        case 'group':
            return [
                ofContext,
                event.properties?.['email'],
                addressIn(event.userId),
                ...ofExternalId(event),
            ];
        case 'track': {
            // That of `Invite Sent` is somebody else's, unless the event acts on its person or names nobody else.
            const isOwn = actionsFor(event.event, settings).length > 0 || namesNobody(event);
            const more = isOwn ? [event.properties?.['email'], ...ofExternalId(event)] : [];
            return [ofContext, ...more, addressIn(event.userId)];
        }
        case 'page':
        case 'screen':
            return [
                ofContext,
                ...(namesNobody(event) ? [event.properties?.['email']] : []),
                addressIn(event.userId),
            ];
        case 'alias':
            return [ofContext, addressIn(event.userId)];
    }
}
const namesNobody = ({ userId, anonymousId }) => !userId && !anonymousId;
/** The address under another name. */
function elseEmails({ traits, context }) {
    const named = [traits, context?.traits].flatMap((source) => Object.entries(isObject$1(source) ? source : {})
        .map(([name, value]) => ({ rank: ELSE_EMAIL.indexOf(looseName(name)), value }))
        .filter(({ rank }) => rank >= 0)
        .sort((one, other) => one.rank - other.rank));
    return named.map(({ value }) => addressesIn(value)).find((emails) => emails.length > 0) ?? [];
}
/** Whether a trait has told the address of a person, and nothing else. */
function isAddressTrait(name, value, email) {
    return ELSE_EMAIL.includes(looseName(name)) && addressesIn(value)[0] === email;
}
function notAnAddress(candidate) {
    return { field: 'email', reason: 'is not a valid e-mail address', value: candidate };
}
/** A site may use the address as its user id; any other id is no failed address. */
function addressIn(id) {
    return toEmail(id);
}
/** RudderStack's `context.externalId` is one object or a list of them. */
function ofExternalId(event) {
    return externalIds(event).flatMap(({ id }) => toEmail(id) ?? []);
}
/** The records that an event names by another system's id; an id of nobody is none. */
function externalIds(event) {
    const given = event.context?.['externalId'];
    return (Array.isArray(given) ? given : [given]).filter(isObject$1).map(({ id, ...entry }) => {
        const isId = id !== undefined && id !== null && !identifiesNobody(String(id));
        return isId ? { ...entry, id } : entry;
    });
}

/** Traits with a rule of their own; the table must not take them for custom fields. */
const TAKEN = [
    ...EMAIL,
    'emails',
    ...FULL_NAME,
    ...COMPANY,
    'deal',
    'deals',
    'tags',
    'fs_contact',
    'fsContact',
    'fs_update',
    'anonymousId',
];
const INDEX$1 = indexTable(CONTACT, TAKEN, CONTACT_WORDS);
/** A person: the contact, and the company and the deal that came with them. */
function interpretIdentify(event, context) {
    const { meaning, word } = context;
    const trait = (name) => firstGiven(event.traits?.[name], event.context?.traits?.[name]);
    const contact = contactOf(event, context);
    const companies = companiesOf(event.traits, event.context?.traits).map((company) => accountOf(company, word));
    const account = companies.find(({ change }) => change)?.change?.name;
    const deals = dealsOf(trait('deal') ?? trait('deals'), { account, word });
    const tags = tagsOf(trait('tags'), word);
    for (const part of [contact, ...companies, ...deals, tags]) {
        meaning.problems.push(...part.problems);
        meaning.withheld.push(...part.withheld);
    }
    for (const { change } of [contact, ...companies, ...deals])
        if (change !== undefined)
            meaning.changes.push(change);
    for (const tag of tags.tags)
        meaning.changes.push({ object: 'tag', tag });
    return mayField('contact', 'emails', word) ? meaning : withoutEmail(meaning);
}
/** A source whose `fields` leave out the address gives none; the ids still say who it is. */
function withoutEmail({ people, ...rest }) {
    const { email, ...others } = people;
    return email === undefined ? { people, ...rest } : { people: { ...others, emails: [] }, ...rest };
}
function contactOf(event, { meaning, settings, word }) {
    const touches = touchesOf(event, settings.channels);
    const surroundings = withTouches(withoutEmailAsId(event), touches);
    const reading = readContact(event, { surroundings, word });
    const { email } = meaning.people;
    if (email !== undefined)
        takeAddress(reading, email);
    const name = valueNamed(event.traits, FULL_NAME) ??
        valueNamed(event.context?.traits, FULL_NAME) ??
        takeFlatName(reading.custom);
    const problems = [
        ...reading.problems,
        ...addNames(reading.fields, name),
        ...dropIdOfNobody(reading.fields),
    ];
    const allowed = stripProtectedFields('contact', reading, withSurroundings(surroundings, reading, word));
    // No more than the key that the event has anyway.
    if (reading.fields['external_id'] === event.userId)
        keep(allowed, 'external_id', event.userId);
    const change = {
        object: 'contact',
        fields: allowed.fields,
        custom: { ...allowed.custom, ...clickFields(touches, settings) },
        ...(settings.generation === 'classic' && isContactAsked(event) && { asContact: true }),
    };
    return { change, problems, withheld: allowed.withheld };
}
/** In place: the address is the contact's, and no custom field's beside it. */
function takeAddress({ fields, custom }, email) {
    fields['emails'] = email;
    if (fields['work_email'] === email)
        delete fields['work_email'];
    for (const name of Object.keys(custom))
        if (isAddressTrait(name, custom[name], email))
            delete custom[name];
}
function readContact(event, { surroundings, word }) {
    return readTable(INDEX$1, {
        traits: [
            { path: 'traits', values: event.traits },
            { path: 'context.traits', values: event.context?.traits },
        ],
        event: surroundings,
        clears: mayClear(word),
    });
}
/** A list of fields limits what the traits may set, not what the page itself tells: campaign, time zone. */
function withSurroundings(event, { fields: given }, word) {
    if (word.fields === undefined)
        return word;
    const { fields } = readTable(INDEX$1, {
        traits: [],
        event: { ...event, properties: {} },
    });
    const told = Object.keys(fields).filter((field) => fields[field] === given[field] && !isProtected('contact', field, word.provenance));
    return { ...word, fields: [...word.fields, ...told.map((field) => `contact.${field}`)] };
}
function keep({ fields, withheld }, field, value) {
    const index = withheld.findIndex((each) => each.field === field);
    if (index < 0 || value === undefined)
        return;
    withheld.splice(index, 1);
    fields[field] = value;
}
/** In place: an external id of `0` or `null` would be that of many. */
function dropIdOfNobody(fields) {
    const id = fields['external_id'];
    if (typeof id !== 'string' || !identifiesNobody(id))
        return [];
    delete fields['external_id'];
    return [{ field: 'external_id', reason: 'left out: it identifies nobody', value: id }];
}
function tagsOf(given, word) {
    const tags = toTags(given ?? []) ?? [];
    const isAllowed = tags.length === 0 || mayField('contact', 'tags', word);
    return {
        tags: isAllowed ? tags : [],
        problems: [],
        withheld: isAllowed ? [] : [withhold('contact', 'tags', tags)],
    };
}
/** An address as user id is the e-mail already; as external id it would go stale when the person changes it. */
function withoutEmailAsId(event) {
    if (addressIn(event.userId) === undefined)
        return event;
    const { userId: _, ...rest } = event;
    return rest;
}
/** Fills the half of the name that was not given on its own. */
function addNames(fields, name) {
    if (name === undefined)
        return [];
    const halves = personName(name);
    if (halves === undefined)
        return [{ field: 'name', reason: 'left out: send a text or {"first", "last"}', value: name }];
    const { first, last } = halves;
    // `{prenom: "Ann", nom: "Lee"}`: some languages say "name" for one half of it.
    const isHalf = last === undefined && first !== fields['first_name'];
    if (isHalf && fields['first_name'] !== undefined)
        fields['last_name'] ??= first ?? null;
    if (first !== undefined)
        fields['first_name'] ??= first;
    if (last !== undefined)
        fields['last_name'] ??= last;
    return [];
}
/** Segment's switch between lead and contact, in both spellings, as true or "true". */
function isContactAsked(event) {
    return [event.traits, event.context?.traits].some((traits) => isObject$1(traits) &&
        [traits['fs_contact'], traits['fsContact']].some((value) => value !== undefined && toBoolean(value) === true));
}
/** PHP writes an empty list where it has an empty object, and false where it has none; neither says anything. */
function firstGiven(...values) {
    return values.find((value) => !isBlank(value) && !isEmpty(value));
}
function isEmpty(value) {
    if (value === false)
        return true;
    return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** A page view, or the screen of an app, for the visit's timeline entry; and how the person came, for the contact. */
function interpretPage(event, { meaning, settings }) {
    const { fields, custom } = attributionFields(event, settings);
    if (settings.timeline !== 'off')
        meaning.changes.push(pageView(event));
    if (Object.keys(fields).length > 0 || Object.keys(custom).length > 0) {
        meaning.changes.push({ object: 'contact', fields, custom });
    }
    return meaning;
}
function pageView(event) {
    const { context } = event;
    const properties = isObject$1(event.properties) ? event.properties : {};
    const given = {
        url: properties['url'] ?? properties['path'] ?? context?.page?.url ?? context?.page?.path,
        title: properties['title'] ?? context?.page?.title,
        referrer: properties['referrer'] ?? context?.page?.referrer,
        name: event.name ?? properties['name'],
        category: event.category ?? properties['category'],
    };
    const view = { object: 'page' };
    for (const [key, value] of Object.entries(given)) {
        const text = typeof value === 'string' ? toText(value) : undefined;
        if (text !== undefined)
            view[key] = text;
    }
    return view;
}

const HTML = new Map([
    ['&', '&amp;'],
    ['<', '&lt;'],
    ['>', '&gt;'],
    ['"', '&quot;'],
]);
/** A visitor's text in one line of at most so many characters, harmless as HTML. */
function plain$1(text, maxCharacters) {
    const line = text.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
    const characters = [...line];
    const short = characters.length > maxCharacters ? `${characters.slice(0, maxCharacters - 1).join('')}…` : line;
    return short.replace(/[&<>"]/g, (character) => HTML.get(character) ?? character);
}
/** Longer than a person writes about a call. */
const MAX_CHARACTERS = 2_000;
/** What Freshsales shows as it is; the others are names of things that it has. */
const TEXTS = ['title', 'notes', 'location', 'latitude', 'longitude'];
/** An activity's texts made harmless as HTML, unless a server wrote them: they are shown on the timeline. */
function plainTexts(fields, { provenance }) {
    if (provenance === 'server')
        return fields;
    const texts = {};
    for (const name of TEXTS) {
        const text = fields[name];
        if (typeof text === 'string')
            texts[name] = plain$1(text, MAX_CHARACTERS);
    }
    return { ...fields, ...texts };
}

/** RudderStack's `lifecycle_stage`: the properties hold the stage's id, or else its name. */
function lifecycleStage(event, word) {
    const properties = isObject$1(event.properties) ? event.properties : {};
    const stage = toReference(properties['lifecycleStageId'] ?? null) ??
        toReference(properties['lifecycleStageName'] ?? null);
    if (stage === undefined) {
        return {
            changes: [],
            problems: [
                {
                    field: 'lifecycle_stage_id',
                    reason: 'is missing: set properties.lifecycleStageName or lifecycleStageId',
                },
            ],
            withheld: [],
        };
    }
    const fields = { lifecycle_stage_id: stage };
    const allowed = stripProtectedFields('contact', { fields, custom: {} }, word);
    return {
        changes: allowed.withheld.length > 0
            ? []
            : [{ object: 'contact', fields, custom: {}, isForward: true }],
        problems: [],
        withheld: allowed.withheld,
    };
}

const INDEX = indexTable(ACTIVITY);
const TARGET_TYPES = new Map([
    ['contact', 'Contact'],
    ['salesaccount', 'SalesAccount'],
    ['account', 'SalesAccount'],
    ['deal', 'Deal'],
]);
/**
 * RudderStack's `sales_activity`: the properties describe the activity, `context.externalId` says whose
 * it is. Only a server may say that it is another record's than the person's, or a colleague's.
 */
function salesActivity({ event, key, word }) {
    const { fields, problems } = readTable(INDEX, { traits: [], event });
    const absent = REQUIRED_OF_ACTIVITY.filter((field) => fields[field] === undefined);
    if (absent.length > 0)
        return nothing([...problems, ...absent.map(isMissing$1)]);
    const allowed = stripProtectedFields('activity', { fields, custom: {} }, word);
    const activity = { object: 'activity', key, fields: plainTexts(allowed.fields, word) };
    const { type, id } = targetOf(event);
    if (word.provenance !== 'server' && (id !== undefined || type !== 'Contact')) {
        const withheld = [...allowed.withheld, withhold('activity', 'target', `${type} ${id ?? ''}`)];
        return { changes: type === 'Contact' ? [activity] : [], problems, withheld };
    }
    if (id !== undefined)
        return {
            changes: [{ ...activity, target: { type, id } }],
            problems,
            withheld: allowed.withheld,
        };
    if (type === 'Contact')
        return { changes: [activity], problems, withheld: allowed.withheld };
    return nothing([...problems, isMissing$1('targetable_id')]);
}
function nothing(problems) {
    return { changes: [], problems, withheld: [] };
}
/** One object or a list; without a known type it is the person of the event. */
function targetOf(event) {
    for (const entry of externalIds(event)) {
        const type = typeof entry['type'] === 'string' ? TARGET_TYPES.get(looseName(entry['type'])) : undefined;
        if (type === undefined)
            continue;
        const id = toReference((entry['id'] ?? null));
        return typeof id === 'number' ? { type, id } : { type };
    }
    return { type: 'Contact' };
}
const SOURCES = {
    title: 'properties.title',
    sales_activity_type_id: 'properties.salesActivityName or properties.salesActivityTypeId',
    start_date: 'properties.startDate',
    end_date: 'properties.endDate',
    targetable_id: 'context.externalId.id',
};
function isMissing$1(field) {
    return { field, reason: `is missing: no activity was made; set ${SOURCES[field]}` };
}

const WHOLE = /^\{([^{}]+)\}$/;
const PLACEHOLDER = /\{([^{}]+)\}/g;
/**
 * `"Order {order_id}"` with the event's properties; a dotted name looks inside (`{order.id}`,
 * `{products.0.name}`). A text that is one placeholder takes the value as it is, so that a number
 * stays one. A text with a hole is none: `"Order "` would be one deal for every order.
 */
function fillTemplate(template, properties) {
    if (Array.isArray(template))
        return template.flatMap((part) => fillTemplate(part, properties) ?? []);
    if (typeof template !== 'string')
        return template;
    const whole = WHOLE.exec(template)?.[1];
    if (whole !== undefined)
        return propertyOf(properties, whole);
    if (holesOf(template, properties).length > 0)
        return undefined;
    const text = template.replace(PLACEHOLDER, (_, name) => textOf(properties, name) ?? '');
    return text.replace(/\s+/g, ' ').trim() || undefined;
}
/** The placeholders of a template that the event has nothing for. */
function holesOf(template, properties) {
    if (Array.isArray(template))
        return template.flatMap((part) => holesOf(part, properties));
    if (typeof template !== 'string')
        return [];
    const names = [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name.trim());
    return names.filter((name) => textOf(properties, name) === undefined);
}
/** A property that stands alone may be optional; one inside a text leaves a hole in it. */
function holeProblems(field, templates, properties) {
    return templates.flatMap((template) => {
        const holes = holesOf(template, properties);
        if (holes.length === 0 || (typeof template === 'string' && /^\{[^{}]*\}$/.test(template)))
            return [];
        return [{ field, reason: `left out: the event has no ${holes.join(', ')}`, value: template }];
    });
}
function textOf(properties, name) {
    const value = propertyOf(properties, name);
    if (value === undefined)
        return undefined;
    return typeof value === 'boolean' ? String(value) : toText(value);
}
/** A property may have a dot in its name; it goes first. */
function propertyOf(properties, name) {
    const key = name.trim();
    const value = Object.hasOwn(properties, key) ? properties[key] : valueAt(properties, key);
    return isNothing(value) ? undefined : value;
}
function valueAt(properties, path) {
    let value = properties;
    for (const key of path.split('.')) {
        if (Array.isArray(value))
            value = value[Number(key)];
        else
            value = isObject$1(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    }
    return value;
}

/** What one action of an event changes. */
function carryOut$2(action, occasion) {
    const properties = isObject$1(occasion.event.properties) ? occasion.event.properties : {};
    switch (action.type) {
        case 'sales_activity':
            return salesActivity(occasion);
        case 'lifecycle_stage':
            return lifecycleStage(occasion.event, occasion.word);
        case 'contact':
            return configuredContact(action, occasion, properties);
        case 'tag':
            return {
                changes: tagChanges(action.tags, properties),
                problems: holeProblems('tag', action.tags, properties),
                withheld: [],
            };
        case 'activity':
            return configuredActivity(action, occasion, properties);
        case 'task':
            return configuredTask(action, occasion, properties);
        case 'deal':
            return configuredDeal(action, occasion, properties);
    }
}
/** What the operator wrote counts; of a page's word only what is not protected, unless `EVENTS` says so. */
function configuredContact(action, { word }, properties) {
    const { fields, problems } = fillFields('contact', action.fields, properties);
    const custom = fillCustom(action.custom, properties);
    const { allowed, refused } = divide('contact', fields, wordFor(action, word));
    const change = {
        object: 'contact',
        fields: allowed,
        custom,
        ...(action.fromPage && { isOperators: true }),
        ...(!action.back && { isForward: true }),
    };
    const isEmpty = [...Object.keys(allowed), ...Object.keys(custom)].length === 0;
    return { changes: isEmpty ? [] : [change], problems, withheld: refused };
}
/** `"from": "page"` in the action: the operator takes a page's word for it. */
function wordFor({ fromPage }, word) {
    return fromPage ? SERVER : word;
}
function divide(object, fields, word) {
    const allowed = {};
    const refused = [];
    const rule = { ...word, fields: [EVERYTHING, ...(word.fields ?? [])] };
    for (const [field, value] of Object.entries(fields)) {
        if (mayField(object, field, rule))
            allowed[field] = value;
        else
            refused.push({ ...withhold(object, field, value), reason: NOT_FROM_A_PAGE });
    }
    return { allowed, refused };
}
const NOT_FROM_A_PAGE = 'left out: anybody can send this event; EVENTS lets it with "from": "page"';
function tagChanges(tags, properties) {
    const filled = tags.flatMap((tag) => toText(fillTemplate(tag, properties) ?? null) ?? []);
    return filled.map((tag) => ({ object: 'tag', tag }));
}
function configuredActivity(action, { event, key, word }, properties) {
    const { fields, problems } = fillFields('activity', action.fields, properties);
    const start = Date.parse(event.timestamp);
    const end = new Date(start + action.minutes * MINUTE_MS).toISOString();
    return {
        changes: [
            {
                object: 'activity',
                key,
                fields: {
                    title: plainTexts({ title: event.event.trim() }, word)['title'] ?? null,
                    start_date: event.timestamp,
                    end_date: end,
                    ...plainTexts(fields, wordFor(action, word)),
                },
            },
        ],
        problems,
        withheld: [],
    };
}
/** The texts stay as they are written: what the event does not say, the person may be known by. */
function configuredTask({ fields: { title = null, description = null, ...rest }, dueInDays }, { event, key }, properties) {
    const { fields, problems } = fillFields('task', rest, properties);
    const texts = { title, description };
    const written = `${title} ${description}`.replace(/\{\s*(.*?)\s*\}/g, '{$1}');
    const named = Object.keys(properties).filter((name) => written.includes(`{${name}}`));
    const values = Object.fromEntries(named.map((name) => [name, properties[name] ?? null]));
    const task = { key, event: event.event.trim(), fields, texts, values, dueInDays };
    return { changes: [{ object: 'task', ...task }], problems, withheld: [] };
}
/** A deal is about money: without its amount or its stage it would be none, so it is made whole or not at all. */
function configuredDeal(action, { word }, properties) {
    const { fields, problems } = fillFields('deal', action.fields, properties);
    const { name, ...rest } = fields;
    const { refused } = divide('deal', rest, wordFor(action, word));
    if (refused.length > 0)
        return { changes: [], problems, withheld: refused };
    if (typeof name !== 'string') {
        return {
            changes: [],
            problems: [
                {
                    field: 'deal.name',
                    reason: 'is empty: the event lacks the properties that make the name',
                },
            ],
            withheld: [],
        };
    }
    const account = toText(fillTemplate(action.account ?? null, properties) ?? null);
    return {
        changes: [
            {
                object: 'deal',
                name,
                fields: rest,
                custom: fillCustom(action.custom, properties),
                ...(account === undefined ? {} : { account }),
                ...(action.fromPage && { isOperators: true }),
            },
        ],
        problems,
        withheld: [],
    };
}
function fillFields(object, templates, properties) {
    const fields = {};
    const problems = [];
    for (const [field, template] of Object.entries(templates)) {
        const value = fillTemplate(template, properties);
        if (value === undefined)
            problems.push(...holeProblems(field, [template], properties));
        if (value === undefined)
            continue;
        const kind = KINDS[findRow(object, field)?.as ?? 'as it is'];
        const coerced = kind.coerce(value);
        if (coerced !== undefined)
            fields[field] = coerced;
        else
            problems.push({ field, reason: `left out: the value is not ${kind.wants}`, value });
    }
    return { fields, problems };
}
function fillCustom(templates, properties) {
    const custom = {};
    for (const [name, template] of Object.entries(templates)) {
        const value = fillTemplate(template, properties);
        if (value !== undefined)
            custom[name] = value;
    }
    return custom;
}

/**
 * An event of the site's own. What `EVENTS` says is done, each action on its own; RudderStack's two
 * event names mean what they mean there; everything else is for the visit's timeline entry.
 */
function interpretTrack(event, context) {
    const { meaning, settings, word } = context;
    if (typeof event.event !== 'string' || isBlank(event.event)) {
        return { ...meaning, problems: [{ field: 'event', reason: 'is missing: name the event' }] };
    }
    const actions = actionsFor(event.event, settings);
    for (const [index, action] of actions.entries()) {
        const done = carryOut$2(action, { event, word, key: `${event.messageId}:${index}` });
        meaning.changes.push(...done.changes);
        meaning.problems.push(...done.problems);
        meaning.withheld.push(...done.withheld);
    }
    if (settings.timeline !== 'off' && belongsInTimeline(actions)) {
        meaning.changes.push({
            object: 'event',
            name: event.event.trim(),
            properties: isObject$1(event.properties) ? event.properties : {},
        });
    }
    return meaning;
}
/** An activity is on the timeline already, and RudderStack's events leave nothing else behind. */
const TOLD_OTHERWISE = ['activity', 'sales_activity', 'lifecycle_stage'];
function belongsInTimeline(actions) {
    return !actions.some(({ type }) => TOLD_OTHERWISE.includes(type));
}

/**
 * What one event means for the CRM, and whom and what it touches, said by somebody whose word counts
 * that far. Pure: no clock, no account, no network.
 */
function interpret(event, settings, word) {
    const { people, problems } = peopleOf(event, settings);
    const meaning = { people, changes: [], problems, withheld: [] };
    const context = { meaning, settings, word };
    if (!isMeantForFreshsales(event))
        return forNobody(meaning);
    switch (event.type) {
        case 'identify':
            return interpretIdentify(event, context);
        case 'group':
            return interpretGroup(event, context);
        case 'track':
            return interpretTrack(event, context);
        case 'page':
        case 'screen':
            return interpretPage(event, context);
        case 'alias':
            // Joins two ids of one person; there is nothing of it to write into the CRM.
            return forNobody(meaning);
    }
}
/** Without the address: an event that changes nothing makes no contact either. */
function forNobody(meaning) {
    const { email: _, ...people } = meaning.people;
    return { ...meaning, people, problems: [] };
}
/** The names under which Segment, RudderStack and this product are switched on and off. */
const OWN_NAMES = new Set(['Freshsales', 'Freshsales Suite - CRM', 'Freshsales Suite', 'freshsales-edge'].map(looseName));
/** Whether the sender wants this event in Freshsales. `All` counts only where Freshsales has no word of its own. */
function isMeantForFreshsales(event) {
    const { integrations } = event;
    if (!isObject$1(integrations))
        return true;
    for (const [name, choice] of Object.entries(integrations)) {
        if (OWN_NAMES.has(looseName(name)))
            return choice !== false;
    }
    return integrations['All'] !== false && integrations['all'] !== false;
}

/** The list that tells which fields the account has on each object. */
const FIELD_LISTS = {
    contact: 'contact_fields',
    lead: 'lead_fields',
    account: 'account_fields',
    deal: 'deal_fields',
    activity: 'activity_fields',
};

/** Whether a text is an e-mail address, and nothing beside. */
const isAddress = (value) => /^[^\s@,;:<>()"]+@[^\s@,;:<>()"]+\.[^\s@.,;:<>()"]{2,}$/.test(value);

/** Which trait a field is. Texts come as `wordsOf` makes them; all tables are in seven languages. */
const hasLetter = (value) => /\p{L}/u.test(value);
const isName = (value) => hasLetter(value) && !/[@<>]|:\/\//.test(value);
const SALUTATION = /^((mr?s?|miss|mx|sir|madam|dr|prof|dott|ing|herrn?|frau|m|mme|mlle|monsieur|madame|sra?|srta|don|dona|sig|sigra|signora?|dhr|mevr|de heer|mevrouw|divers|they)\b[\s./]*)+$/i;
const isPhone = (value) => /^[\p{N}\s()./+–-]{5,25}(\s?(ext|x|#)[.:]?\s?\d{1,6})?$/iu.test(value) &&
    value.replace(/\P{N}/gu, '').length > 4 &&
    // A date is none, and no number of a tax office (`12.345.678-5`).
    !/^\d{4}-\d\d-\d\d$|^\d\d?[./]\d\d?[./]\d{4}$|\d\.\d.*[/-]\d/.test(value);
const ABOUT_COMPANY = /\badd?res|\b(size|type|industr\w*|se[ck]t\w*|branche|revenue|turnover|umsatz|number|n[or]|id|vat|tax|contact(?! (compa|organi|firm|untern|societ|empres|azien|bedri))|taille|taman|dimens|porte)\b|gross|groott/;
/** The first row that fits counts. */
const TRAIT_TABLE = {
    email: {
        words: /mail(?!ing)|courri|corre[io]/,
        looks: isAddress,
    },
    name: {
        words: /^((full|enter|what s|your?|ihr|dein|votre|[ts]e?u|il tuo|uw|je|customer|client|contact|visitor|lead|person|from|sender|j?form|data|fields?|text|message|input) ?)*(name|nom|nombre|nome|naam|contact person|ansprechpartner|persona de contacto)( (\d+|input|field|compl|req|ob|pfl|verp).*)?$|txt name$|(first|vo+r|prenom|nombre|nome?\b).*(last|surn|nachn|\bnom\b|apell|cogn|sobren|achter)|nom\b.*preno|name vorn|(cogn|sobren)\w* .*nome|apell.*nombre|(last|surn).*first/,
        looks: isName,
    },
    firstName: { words: /first( ?n|$)|given|f(ore)?name|vo+rn|prenom|prim\w+ n/, looks: isName },
    lastName: {
        words: /\bl(ast( ?n|$)|name)|surn|famil\w* ?na|de famil|nachn|apell?id|sobren|cogn|achter/,
        looks: isName,
    },
    title: {
        words: /job|position|\bru?ol|^((contact|lead|your|professional|organization) )?title(?! of)|\btitel|titre|beruf|poste|cargo|puesto|fun[ck]|fonct|profes|occupa/,
        looks: (value) => hasLetter(value) && !SALUTATION.test(value),
        isChosen: true,
    },
    website: {
        words: /web(?!in)|home ?p|\burl\b/,
        except: /redirect|return|video|linked|facebook|insta|twitter|youtube|image|photo|logo/,
        looks: (value) => /^(?=[^\s@]+$).+\...+$/.test(value),
    },
    phone: {
        words: /phon|telef|mobi|cel+(u|$)|mov[ei]l|handy|\btel\b|whats ?app|\bgsm|ruf ?n|portable|contact (no|num)|num\w* de contact|(reach|call) (me|you)|^num+b?ero?$/,
        looks: isPhone,
    },
    'address.postalCode': {
        words: /zip|post(?!er)|\b(plz|cep|cap)\b|^(area )?pin ?code$/,
        looks: (value) => /\d/.test(value) && value.length < 13 && !/\p{L}{3}/u.test(value),
        isChosen: true,
    },
    'address.city': {
        words: /\bcity|level2|stadt|ville|plaats|ciuda|cidad|citta|\b(wohn)?ort\b/,
        looks: hasLetter,
        isChosen: true,
    },
    'address.country': {
        words: /countr|pa[iy]s\b|paese|\bland$/,
        looks: (value) => hasLetter(value) && !/\+\s?\d/.test(value),
        isChosen: true,
    },
    'address.state': {
        words: /level1|\bstate\b(?! of)|provin|bundes|regio|estado/,
        looks: hasLetter,
        isChosen: true,
    },
    'address.street': {
        words: /street|add?res|stra(s|a| )|calle|direcc|endere|indiri|\brue\b/,
        except: /mail|user ?name|\bip\b/,
        looks: isName,
    },
    'company.name': {
        words: /compa[gn]|organi|\bfirm|untern|entrepr|societ|empres|azien|bedri|business( name|$)|employer$|arbeitgeb|(raison|ragione|razao|razon) so/,
        except: ABOUT_COMPANY,
        looks: (value) => isName(value) && !/^\d[\d\s.,–-]*(\+|emp|peo|mita|$)/i.test(value),
    },
    message: {
        words: /messag|mensa|[ck]om+ent|nachr|beric/,
        except: /name|subject|title/,
        looks: (value) => value !== '',
    },
};

/** Of a deal; a setting names it as `account`. */
const ACCOUNT = 'sales_account_id';
/** Fields that the edge always sends, by the list that says what is compulsory. */
const ALWAYS_SENT = {
    contact_fields: ['emails', 'email'],
    lead_fields: ['emails', 'email'],
    account_fields: ['name'],
    deal_fields: ['name', 'amount'],
};
/** An admin may make any field compulsory; what neither the site nor DEFAULTS says is refused then. */
async function* checkCompulsory({ config, lists, written }) {
    const isClassic = config.domain.generation === 'classic';
    const person = isClassic ? 'lead' : 'contact';
    const uncovered = (await compulsory(`${person}_fields`, lists)).filter(({ name }) => config.defaults[name] === undefined);
    for (const field of uncovered)
        yield field.name === 'company'
            ? note(`${describe(field)} is compulsory for a ${person}; a person without one is refused`, 'Ask for it in every form, or make it optional in Freshsales.')
            : bad('DEFAULTS', `${describe(field)} is compulsory for a ${person}, and DEFAULTS has no value for it`, `Add it, so that a person without it is not refused: "DEFAULTS": {"${field.name}": "…"}`);
    if (uncovered.length === 0)
        yield good(`DEFAULTS and the edge cover what a ${person} must have`);
    if (!isClassic)
        yield* checkAccountFields(lists);
    yield* checkDealFields({ config, lists, written });
}
/** Accounts come with a name from the site, and there are no defaults for them. */
async function* checkAccountFields(lists) {
    for (const field of await compulsory('account_fields', lists))
        yield note(`${describe(field)} is compulsory for an account; a company without it is refused`, 'Send it with every group call, or make it optional in Freshsales.');
}
async function* checkDealFields({ config, lists, written }) {
    const deals = configuredFields(config).filter(({ object }) => object === 'deal');
    if (deals.length === 0)
        return;
    const fields = await compulsory('deal_fields', lists);
    for (const deal of deals) {
        const given = { ...deal.fields, ...deal.custom, ...(deal.hasAccount && { [ACCOUNT]: true }) };
        for (const field of fields.filter(({ name }) => !(name in given)))
            yield bad('EVENTS', `${written.title(deal)}: ${describe(field)} is compulsory for a deal and not given`, `Add it to the event's deal: ${field.name === ACCOUNT ? '"account": "{company}"' : `"${field.name}": "…"`}`);
    }
}
async function compulsory(list, lists) {
    const always = ALWAYS_SENT[list] ?? [];
    return (await lists.entries(list)).filter(({ name, required }) => required === true && !always.includes(name));
}
function describe({ name, label }) {
    return label === undefined ? name : `"${label}" (${name})`;
}
/** What the script reads out of forms, Freshsales has no field of its own for, and nobody has made one. */
async function* checkFormTraits({ config, lists }) {
    const kind = config.domain.generation === 'classic' ? 'lead' : 'contact';
    const list = FIELD_LISTS[kind];
    const fields = list === undefined ? [] : await lists.entries(list);
    // An account that does not show its fields says nothing about one of them.
    if (fields.length === 0)
        return;
    const known = fields.flatMap(({ name, label = '' }) => name.startsWith('cf_') ? [name.slice('cf_'.length), label].map(looseName) : []);
    for (const trait of customTraits(config))
        if (!known.includes(looseName(trait)))
            yield note(`forms send ${trait}, the account has no field for it: create cf_${trait}, or it is written into the visit's entry`);
}
/** The traits of a form with everything in it that no field of Freshsales takes. Pure. */
function customTraits({ domain: { generation }, actions, timeline }) {
    const traits = {};
    for (const path of Object.keys(TRAIT_TABLE)) {
        const [trait = path, member] = path.split('.');
        const others = traits[trait];
        traits[trait] = member === undefined ? 'text' : { ...others, [member]: 'text' };
    }
    const { changes } = interpret({
        type: 'identify',
        messageId: 'doctor',
        anonymousId: 'doctor',
        timestamp: new Date(0).toISOString(),
        traits: { ...traits, email: 'doctor@example.com' },
    }, { generation, actions, timeline }, SERVER);
    return changes.flatMap((change) => change.object === 'contact' ? Object.keys(change.custom) : []);
}

/** In the order of `Config.apiKeys`. */
const NAMES = ['FRESHSALES_API_KEY', 'FRESHSALES_API_KEY_NEXT'];
/**
 * What a good key is asked. Intentionally not a selector: live accounts forbid some of those to keys
 * that may do everything else.
 */
const KEY_QUESTION = { method: 'GET', path: '/contacts/filters' };
/** Known to nobody. */
const WRONG_KEY = 'freshsales-edge-doctor-wrong-key';
/** Whether the address answers and which keys it takes; returns a client for each of these. */
async function* checkKeys(config) {
    const stranger = await findStrangeHost(config);
    if (stranger) {
        yield stranger;
        return [];
    }
    const accepted = [];
    const rejected = [];
    const findings = [];
    for (const [index, key] of NAMES.entries()) {
        const apiKey = config.apiKeys[index];
        if (apiKey === undefined)
            continue;
        const client = createRecordingClient({ ...config, apiKey });
        const status = await askIfGood(client);
        // The first answer, whatever it says of the key, is the account's.
        if (index === 0)
            yield good('answers as Freshsales does');
        if (status === 401)
            rejected.push(key);
        else
            accepted.push({ ...client, key });
        // Whose rights are missing is told with the rights.
        if (status < 400)
            findings.push(good(`${key} is accepted`));
    }
    yield* findings;
    for (const key of rejected)
        yield rejectedKey(key, accepted.length > 0);
    return accepted;
}
/** Any host may be named in FRESHSALES_HOST: whether it is Freshsales is asked without the key. */
async function findStrangeHost({ domain, }) {
    if (!isOwnHost(domain))
        return undefined;
    const client = createRecordingClient({ domain, apiKey: WRONG_KEY });
    const { error, body } = await client.exchange(KEY_QUESTION);
    return error instanceof AccountError && body !== undefined
        ? undefined
        : wrongAddress('does not turn a wrong key away as Freshsales does; your key was not sent there', domain);
}
/** The status: a key is wrong where it is 401. A 403, or any other word about this call, knows the user. */
async function askIfGood(client) {
    const answered = await client.exchange(KEY_QUESTION);
    const { error, status } = answered;
    const isAboutUser = error instanceof AccountError || (error instanceof RefusedError && status !== 404);
    if (error && !isAboutUser)
        throw new FailedExchange(error, answered);
    return status;
}
function rejectedKey(key, hasOther) {
    return key === 'FRESHSALES_API_KEY' && hasOther
        ? note(`${key} is rejected; the edge uses FRESHSALES_API_KEY_NEXT`, 'Finish the change of keys: put the next key in the place of the first.')
        : bad(key, `${key} is rejected`, KEY_ADVICE);
}
/** Nobody did nothing: it can be refused for that, and if it is not there is nothing to keep. */
const NOTHING = {
    method: 'POST',
    base: 'track',
    path: '/track/events',
    body: { identifier: '', event: {} },
};
/** Whether the tracking API is there and takes the app token. */
async function* checkAppToken(config, client) {
    if (config.appToken === undefined)
        return;
    const { error, status } = await client.exchange(NOTHING);
    // A page or a redirect: something else answers on these paths.
    const isElse = error instanceof RetryLaterError && status < 500;
    if (error instanceof AccountError)
        yield bad('FRESHSALES_APP_TOKEN', `FRESHSALES_APP_TOKEN is rejected (status ${status})`, 'Copy it again from Freshsales, Admin settings → Website tracking. It is not the API key.');
    else if (isElse || (error instanceof RefusedError && status === 404))
        yield bad('FRESHSALES_APP_TOKEN', 'the tracking API is not there on this account', 'Leave FRESHSALES_APP_TOKEN out, and set TIMELINE to "note".');
    else if (error instanceof RetryLaterError)
        yield note('whether FRESHSALES_APP_TOKEN is accepted cannot be told: no answer', 'Try again.');
    else
        yield good('FRESHSALES_APP_TOKEN is accepted by the tracking API');
}

/**
 * A lead, on classic accounts. It takes the contact's fields that it has, under these names, and
 * carries its company and its deal inside.
 */
const LEAD_FIELDS = new Map([
    ['emails', 'email'],
    ...[
        'first_name',
        'last_name',
        'job_title',
        'work_number',
        'mobile_number',
        'address',
        'city',
        'state',
        'zipcode',
        'country',
        'time_zone',
        'lead_source_id',
        'owner_id',
        'campaign_id',
        'territory_id',
        'medium',
        'keyword',
        'facebook',
        'twitter',
        'linkedin',
    ].map((field) => [field, field]),
]);

const plain = (coerce, wants) => (value) => {
    const coerced = coerce(value);
    return coerced === undefined ? fail(`the field wants ${wants}`) : succeed({ value: coerced });
};
const text = plain(toTextOfAnything, 'a text');
const number = plain(toNumber, 'a number; send digits, such as 1234.5');
const amount = plain(toAmount, 'an amount that can be read in one way; send a number, such as 1234.5');
/** By the type that the account's metadata gives a field. */
const BY_TYPE$1 = {
    text,
    textarea: text,
    auto_complete: text,
    lookup: text,
    number,
    decimal: amount,
    currency: amount,
    date: plain(toDay, 'a date that can be read in one way; use YYYY-MM-DD'),
    date_time_split: plain(toMoment, 'a date and time that can be read in one way; use ISO 8601'),
    datetime: plain(toMoment, 'a date and time that can be read in one way; use ISO 8601'),
    checkbox: plain(toBoolean, 'true or false'),
    boolean: plain(toBoolean, 'true or false'),
    dropdown: oneChoice,
    radio: oneChoice,
    multi_select_dropdown: manyChoices,
    multiselect: manyChoices,
};
/** The value in the type of the field; `null` empties it. A type that we do not know takes the value as it is. */
function coerceToField(field, value) {
    if (value === null)
        return succeed({ value });
    const coerce = BY_TYPE$1[field.type ?? ''];
    if (coerce !== undefined)
        return coerce(value, field);
    return isObject$1(value) ? fail('an object does not fit into a field') : succeed({ value });
}
function oneChoice(value, field) {
    const wanted = toTextOfAnything(value);
    if (wanted === undefined)
        return fail('the field wants one of its choices');
    const choice = findChoice(field, wanted);
    return choice === undefined
        ? fail(`the field has no choice ${JSON.stringify(wanted)}`)
        : succeed({ value: choice });
}
/** Joined by semicolons, as Freshsales writes such fields. One unknown choice does not cost the others. */
function manyChoices(value, field) {
    const wanted = ticked(value, field)
        .map((one) => toTextOfAnything(one))
        .filter((one) => one !== undefined);
    const found = new Map([...new Set(wanted)].map((one) => [one, findChoice(field, one)]));
    const chosen = new Set([...found.values()].filter((choice) => choice !== undefined));
    if (chosen.size === 0)
        return fail('the field has none of these choices');
    const lost = [...found.keys()].filter((one) => found.get(one) === undefined && !isNothing(one));
    return succeed({ value: [...chosen].join(';'), ...(lost.length === 0 ? {} : { lost }) });
}
/** What a form can tick; a longer text is about something else. */
const MAX_TICKED_CHARACTERS = 2_000;
/** A list, an object of boxes (`{news: true, offers: false}`), or a text that joins them. */
function ticked(value, field) {
    if (Array.isArray(value))
        return value;
    if (isObject$1(value))
        return Object.keys(value).filter((name) => toBoolean(value[name] ?? false) === true);
    return choicesIn(toTextOfAnything(value) ?? '', field);
}
/** Separated by semicolons, bars or lines, or as a form joins them by commas; a choice may hold a comma itself. */
function choicesIn(text, field) {
    if (findChoice(field, text) !== undefined && field.choices?.length)
        return [text];
    return text
        .slice(0, MAX_TICKED_CHARACTERS)
        .replace(/^\s*\[(.*)\]\s*$/s, '$1')
        .split(/[;|\n]/)
        .flatMap((part) => (findChoice(field, part.trim()) === undefined ? part.split(',') : [part]))
        .map((part) => part.trim().replace(/^"(.*)"$/s, '$1'))
        .filter((part) => part !== '');
}
function toTextOfAnything(value) {
    return typeof value === 'boolean' ? String(value) : toText(value);
}
/** No account has a longer choice. */
const MAX_CHOICE_CHARACTERS = 500;
/**
 * The choice as the account spells it, whatever the case and the encoding: Freshsales itself is
 * strict. A box that is ticked (`on`, `true`) is the choice that says so (`Yes`). A field whose
 * choices are not known takes every value.
 */
function findChoice({ choices = [] }, wanted) {
    if (choices.length === 0)
        return wanted;
    if (wanted.length > MAX_CHOICE_CHARACTERS)
        return undefined;
    const key = nameKey(wanted);
    const same = choices.find(({ value }) => nameKey(value) === key);
    return (same?.value ??
        onlyOne(choices, ({ value }) => looseName(value) === looseName(wanted) && looseName(value) !== '') ??
        onlyOne(choices, ({ value }) => meansTheSame(value, wanted)));
}
function onlyOne(choices, fits) {
    const fitting = choices.filter(fits);
    return fitting.length === 1 ? fitting[0]?.value : undefined;
}
function meansTheSame(choice, wanted) {
    const ticked = toBoolean(wanted);
    return ticked !== undefined && toBoolean(choice) === ticked;
}

/** Words for the same, as loose names: a custom field by one of them takes what the others say. */
const SYNONYMS = [
    ['language', 'lang', 'preferredlanguage', 'locale'],
    ['birthday', 'birthdate', 'dateofbirth', 'dob'],
    ['gender', 'sex'],
    ['message', 'comment', 'comments', 'inquiry', 'enquiry'],
];
function synonymsOf(looseName) {
    return SYNONYMS.find((words) => words.includes(looseName)) ?? [];
}

/**
 * The payload with its custom fields: traits by the field's API name, label or name, in the type the
 * field has. Freshsales drops what does not fit without a word, so it is looked at here.
 */
function resolveCustomFields(object, custom, { payload, catalog, findings }) {
    // Last, and so over a namesake: `cfPlan` is meant for Freshsales, `plan` may be meant for others.
    const traits = Object.entries(custom).sort(([a], [b]) => saysCustom(a) - saysCustom(b));
    const list = FIELD_LISTS[object];
    if (traits.length === 0 || list === undefined)
        return payload;
    const known = catalog[list]?.entries;
    if (known === undefined)
        findings.missing.add(list);
    const index = known && indexFields(known);
    const values = {};
    for (const [trait, value] of traits) {
        const ownName = customFieldName(trait);
        const field = index && fieldFor(looseName(ownName ?? trait), { index, values });
        if (field !== undefined) {
            if (!putInto(field, value, { values, findings }))
                findings.leftOut.add(trait);
        }
        else if (known !== undefined) {
            if (ownName !== undefined)
                findings.unknown.add(list);
            findings.leftOut.add(trait);
            findings.problems.push({
                field: ownName ?? trait,
                reason: `left out: the account has no custom field of this name on ${article(object)} ${object}`,
                value,
            });
        }
        else if (ownName !== undefined && !isObject$1(value)) {
            // The list cannot be had; a name that says it is a custom field is worth the try.
            values[ownName] = value;
        }
    }
    return Object.keys(values).length === 0 ? payload : { ...payload, custom_field: values };
}
/** By its name; else by a word for the same, where nothing was said by the field's own. */
function fieldFor(name, { index, values }) {
    const named = index.get(name);
    if (named)
        return named;
    const meant = synonymsOf(name).map((synonym) => index.get(synonym));
    return meant.find((field) => field && !Object.hasOwn(values, field.name));
}
const article = (noun) => (/^[aeiou]/.test(noun) ? 'an' : 'a');
function saysCustom(trait) {
    return customFieldName(trait) === undefined ? 0 : 1;
}
function putInto(field, value, { values, findings }) {
    const fitted = coerceToField(field, value);
    // "N/A" may be one of the choices; as a text it is nothing.
    if (value !== null && isNothing(value) && !(fitted.ok && field.choices?.length))
        return true;
    if (!fitted.ok) {
        findings.problems.push({ field: field.name, reason: `left out: ${fitted.reason}`, value });
        return false;
    }
    values[field.name] = fitted.value.value;
    for (const choice of fitted.value.lost ?? []) {
        const reason = `${JSON.stringify(choice)} left out: the field has no such choice`;
        findings.problems.push({ field: field.name, reason, value });
    }
    return true;
}
/** By every name a person may use. The API name wins over a label that another field has as well. */
function indexFields(fields) {
    const index = new Map();
    const customFields = fields.filter(({ name }) => name.startsWith('cf_'));
    for (const field of customFields)
        if (field.label !== undefined)
            index.set(looseName(field.label), field);
    for (const field of customFields)
        index.set(looseName(field.name.slice('cf_'.length)), field);
    for (const field of customFields)
        index.set(looseName(field.name), field);
    return index;
}

/** Fields whose entries belong to an entry of another field: a status to its stage, a stage to its pipeline. */
const PARENTS = new Map([
    ['contact_status_id', { field: 'lifecycle_stage_id', list: 'lifecycle_stages' }],
    ['deal_stage_id', { field: 'deal_pipeline_id', list: 'deal_pipelines' }],
]);
/** Of namesakes the one that belongs to where the record is, or goes with the same call; else the reason why none. */
function chooseNamesake(named, sought) {
    const { field, name, list, payload, known, catalog } = sought;
    const quoted = JSON.stringify(name);
    const parent = PARENTS.get(field);
    const given = parent && payload[parent.field];
    const place = parent && (given ?? known?.[parent.field]);
    const fitting = place == null ? named : named.filter(belongsTo(place, parent?.list, catalog));
    const chosen = fitting.length > 0 || given !== undefined ? fitting : named;
    const [first] = chosen;
    if (first === undefined)
        return named.length === 0
            ? { reason: `the account's ${list} have no ${quoted}` }
            : { reason: `${quoted} does not belong to the given ${parent?.field}` };
    // A new record begins in the first stage or pipeline, to which the first namesake belongs.
    const isNew = known === undefined && parent !== undefined;
    const isPlain = chosen.length === 1 || haveOneParent(chosen);
    const unplaced = !isPlain && parent && place == null && { isUnplaced: true };
    if (isPlain || isNew)
        return { id: first.id, ...unplaced };
    const remedy = parent === undefined ? 'send its id' : `send its ${parent.field} as well`;
    const reason = `the account's ${list} have ${quoted} more than once; ${remedy}`;
    return { reason, ...unplaced };
}
/** The entries of a list that a name means: those called so, else those that only its separators tell apart: `sales-qualified-lead`. */
function entriesNamed(entries, name) {
    const called = entries.filter((entry) => isCalled(entry, name));
    if (called.length > 0)
        return called;
    const joined = joinedKey(name);
    return joined === ''
        ? []
        : entries.filter((entry) => joinedKey(entry.name) === joined || isCalled(entry, turned(name)));
}
const joinedKey = (name) => nameKey(name).replace(/[\s_\-–./]+/g, '');
/** `Lee, Ann` is how lists of people are sorted. */
const turned = (name) => name.replace(/^([^,]+),([^,]+)$/, '$2 $1').trim();
/** Whatever their case, their blanks and the way their accents are encoded, names are the same. */
function isCalled(entry, name) {
    const wanted = nameKey(name);
    return nameKey(entry.name) === wanted || entry.email === wanted;
}
function belongsTo(place, list, catalog) {
    const entries = (list && catalog[list]?.entries) ?? [];
    const id = typeof place === 'string' ? entriesNamed(entries, place)[0]?.id : place;
    return (entry) => entry.parent === undefined || entry.parent === id;
}
/** Namesakes in one place are as good as each other: lists show the first one first. */
function haveOneParent([first, ...others]) {
    return first?.parent !== undefined && others.every(({ parent }) => parent === first.parent);
}

/** Values that mean nothing without the other: an amount in an unknown currency would be one in another. */
const UNITS = { currency_id: 'amount' };
/** The fields with ids in place of names. */
function resolveReferences(object, fields, account) {
    const { known } = account;
    const payload = {};
    // Parents first: a status can only be told from its namesakes once the stage is known.
    const names = Object.keys(fields).sort((a, b) => Number(PARENTS.has(a)) - Number(PARENTS.has(b)));
    for (const field of names) {
        const value = fields[field];
        const row = findRow(object, field);
        const target = row?.instead ?? field;
        if (value === undefined)
            continue;
        if (row?.instead !== undefined && (fields[row.instead] ?? known?.[row.instead]) !== undefined)
            continue;
        const isName = row?.as === 'reference' && typeof value === 'string';
        const resolved = isName
            ? lookUp({
                field: target,
                name: value,
                from: field,
                list: row.list,
                isOptional: row.instead !== undefined,
                payload,
            }, account)
            : value;
        if (resolved !== undefined)
            payload[target] = resolved;
    }
    dropWithoutUnit(fields, payload, account.findings);
    return payload;
}
function dropWithoutUnit(fields, payload, findings) {
    for (const [unit, field] of Object.entries(UNITS)) {
        const value = payload[field];
        if (value === undefined || !isGiven(fields[unit]) || payload[unit] !== undefined)
            continue;
        delete payload[field];
        findings.leftOut.add(field);
        const reason = `left out: without its ${unit.replace('_id', '')} it would be another amount`;
        findings.problems.push({ field, reason, value });
    }
}
const isGiven = (value) => value !== undefined && !isNothing(value);
function lookUp({ field, name, from, list, isOptional, payload }, { catalog, findings, known }) {
    if (list === undefined && isNothing(name))
        return undefined;
    if (list === undefined) {
        findings.problems.push({
            field,
            reason: 'left out: needs the numeric id, a name cannot be looked up',
            value: name,
        });
        return undefined;
    }
    const entries = catalog[list]?.entries;
    if (entries === undefined) {
        findings.missing.add(list);
        return undefined;
    }
    const named = entriesNamed(entries, name);
    const choice = chooseNamesake(named, { field, name, list, payload, known, catalog });
    if (choice.isUnplaced)
        findings.unplaced.add(field);
    if ('id' in choice)
        return choice.id;
    if (named.length === 0 && isNothing(name))
        return undefined;
    findings.leftOut.add(from);
    if (isOptional)
        return undefined;
    findings.unknown.add(list);
    findings.problems.push({ field, reason: `left out: ${choice.reason}`, value: name });
    return undefined;
}

/**
 * Turns names into ids and traits into custom fields, with what is known of the account. Pure. What
 * cannot be resolved is left out with a problem; the rest of the record is kept. `known` is what
 * a record that exists has, with ids or names: of statuses with one name its stage's is meant.
 */
function resolve(object, fields, custom, catalog, known) {
    const findings = {
        problems: [],
        missing: new Set(),
        unknown: new Set(),
        leftOut: new Set(),
        unplaced: new Set(),
    };
    const { plain, extra } = separate$1(object, fields);
    const resolved = resolveReferences(object, plain, { catalog, findings, known });
    const filled = resolveCustomFields(object, { ...custom, ...extra }, { payload: resolved, catalog, findings });
    const payload = object === 'lead' ? asLead(filled, findings) : filled;
    return {
        payload,
        problems: findings.problems,
        missing: [...findings.missing],
        unknown: [...findings.unknown],
        leftOut: [...findings.leftOut],
        ...(findings.unplaced.size > 0 && { unplaced: [...findings.unplaced] }),
        incomplete: object === 'activity'
            ? REQUIRED_OF_ACTIVITY.filter((field) => payload[field] === undefined)
            : [],
    };
}
/** `DEFAULTS` and actions put custom fields beside the others; Freshsales ignores them there without a word. */
function separate$1(object, fields) {
    const plain = {};
    const extra = {};
    for (const [name, value] of Object.entries(fields)) {
        const isCustom = name.startsWith('cf_') && findRow(object, name) === undefined;
        const target = isCustom ? extra : plain;
        target[name] = value;
    }
    return { plain, extra };
}
/** A lead has fewer fields than a contact; a stage or a status is lost on it, and that must be said. */
function asLead(contact, findings) {
    const lead = {};
    for (const [field, value] of Object.entries(contact)) {
        const name = field === 'custom_field' ? field : LEAD_FIELDS.get(field);
        if (name !== undefined)
            lead[name] = value;
        else if (!QUIETLY_LOST.test(field))
            findings.problems.push({ field, reason: 'left out: a lead has no such field', value });
    }
    return lead;
}
/** Written by us, not asked for by the site. */
const QUIETLY_LOST = /^(?:first|last|latest)_(?:source|medium|campaign)$|^external_id$|^created_at$/;

/** Whether the account has the fields, and knows the names, that the configuration speaks of. */
async function* checkNames({ config, lists, written }) {
    const records = configuredFields(config);
    for (const record of records) {
        const problems = await findProblems(record, lists);
        for (const problem of problems)
            yield await toFinding$1(record, problem, { lists, written });
        const names = Object.keys({ ...record.fields, ...record.custom });
        if (problems.length === 0 && names.length > 0)
            yield good(`${written.title(record)}: the account knows ${names.map((name) => written.field(record, name)).join(', ')}`);
    }
    yield* checkListed(records, lists);
    for (const name of lists.hidden())
        yield note(`the account does not show its ${name}: names of them cannot be looked up`);
}
async function findProblems(record, lists) {
    const { object } = record;
    const { said, left } = separate(record.fields);
    const custom = separate(record.custom);
    const { values, problems } = coerced(object, said);
    const resolution = await resolveWith(lists, { object, fields: values, custom: custom.said });
    const unknown = await unknownFields(object, { ...left, ...custom.left }, lists);
    return [
        ...problems,
        ...resolution.problems,
        ...(await unknownIds(object, values, lists)),
        ...unknown,
    ];
}
/** What `{property}` stands for is known only when the event comes. */
function separate(fields) {
    const entries = Object.entries(fields);
    const isLeft = ([, value]) => JSON.stringify(value).includes('{');
    return {
        said: Object.fromEntries(entries.filter((entry) => !isLeft(entry))),
        left: Object.fromEntries(entries.filter(isLeft)),
    };
}
function coerced(object, fields) {
    const values = {};
    const problems = [];
    for (const [field, given] of Object.entries(fields)) {
        const { coerce, wants } = KINDS[findRow(object, field)?.as ?? 'as it is'];
        const value = coerce(given);
        if (value !== undefined)
            values[field] = value;
        else
            problems.push({ field, reason: `left out: the value is not ${wants}`, value: given });
    }
    return { values, problems };
}
/** Fetches what is missing until everything can be said. */
async function resolveWith(lists, { object, fields, custom }) {
    for (;;) {
        const resolution = resolve(object, fields, custom, lists.catalog());
        if (resolution.missing.length === 0)
            return resolution;
        await lists.load(resolution.missing);
    }
}
/** Custom fields whose value is not known yet must exist all the same. */
async function unknownFields(object, fields, lists) {
    const problems = [];
    for (const field of Object.keys(fields).filter((name) => name.startsWith('cf_'))) {
        const one = { object, fields: {}, custom: { [field]: 'value' } };
        const { unknown, problems: found } = await resolveWith(lists, one);
        if (unknown.length > 0)
            problems.push(...found);
    }
    return problems;
}
/** Ids are sent as they are: only the doctor looks whether there is such a thing. */
async function unknownIds(object, fields, lists) {
    const problems = [];
    for (const [field, value] of Object.entries(fields)) {
        const row = findRow(object, field);
        if (row?.as !== 'reference' || row.list === undefined || typeof value !== 'number')
            continue;
        const entries = await lists.entries(row.list);
        if (entries.length > 0 && !entries.some(({ id }) => id === value))
            problems.push({ field, reason: `left out: the account's ${row.list} have no such id`, value });
    }
    return problems;
}
async function toFinding$1(record, { field, reason, value }, { lists, written }) {
    const said = value === undefined ? '' : ` ${JSON.stringify(value)}`;
    const text = `${written.title(record)}: ${written.field(record, field)}${said} would be ${reason}`;
    return bad(record.variable, text, await offered({ object: record.object, field, value }, lists));
}
/** Freshsales' own fields, which an admin may have hidden or a plan may lack. */
async function* checkListed(records, lists) {
    for (const { object, fields, variable } of records) {
        const list = fieldListOf(object);
        const listed = list === undefined ? [] : await lists.entries(list);
        // An account that does not show its fields says nothing about one of them.
        if (listed.length === 0)
            continue;
        for (const field of Object.keys(fields).filter((name) => !name.startsWith('cf_'))) {
            const name = findRow(object, field)?.instead ?? field;
            if (!listed.some((entry) => entry.name === name))
                yield note(`${variable}: the account does not list ${name} among the fields of a ${object}`, 'Freshsales may ignore it; look for it in Admin settings.');
        }
    }
}

const PLURALS = {
    Contact: 'contacts',
    SalesAccount: 'sales_accounts',
    Deal: 'deals',
    Lead: 'leads',
};
/** Makes the contact or changes the given fields of it. With nothing to change it still finds the id. */
function upsertContact(options) {
    const { email, contact, include } = options;
    const isEmpty = Object.keys(contact).length === 0;
    return {
        method: 'POST',
        path: include === undefined ? '/contacts/upsert' : `/contacts/upsert?include=${include}`,
        body: { contact: isEmpty ? { emails: email } : contact, unique_identifier: { emails: email } },
    };
}
function updateContact(id, contact) {
    return { method: 'PUT', path: `/contacts/${id}`, body: { contact } };
}
/** `include` names what else to answer: `sales_accounts` inside the contact, `deals` or `owner` beside it. */
function getContact(id, include = []) {
    const query = include.length === 0 ? '' : `?include=${include.join(',')}`;
    return { method: 'GET', path: `/contacts/${id}${query}` };
}
function upsertAccount(options) {
    const { name, account } = options;
    return {
        method: 'POST',
        path: '/sales_accounts/upsert',
        body: { unique_identifier: { name }, sales_account: { name, ...account } },
    };
}
/** Freshsales makes no deal without an amount; 0 says that none was given. */
function createDeal(deal) {
    return {
        method: 'POST',
        path: '/deals',
        body: { deal: { ...deal, amount: deal['amount'] ?? 0 } },
    };
}
/** Classic accounts only. `lead.company` and `lead.deal` are made with it. */
function createLead(lead) {
    return { method: 'POST', path: '/leads', body: { lead } };
}
function createActivity(options) {
    const { activity, target } = options;
    return {
        method: 'POST',
        path: '/sales_activities',
        body: {
            sales_activity: { ...activity, targetable_type: target.type, targetable_id: target.id },
        },
    };
}
function updateActivity(id, activity) {
    return { method: 'PUT', path: `/sales_activities/${id}`, body: { sales_activity: activity } };
}
/** The record's timeline, newest first; read it with `readTimeline`. Without a limit Freshsales answers ten. */
function findActivities(id, type = 'Contact') {
    return { method: 'GET', path: `/${PLURALS[type]}/${id}/activities?limit=${MAX_TIMELINE}` };
}
const MAX_TIMELINE = 100;
function createNote(options) {
    const { description, target } = options;
    return {
        method: 'POST',
        path: '/notes',
        body: { note: { description, targetable_type: target.type, targetable_id: target.id } },
    };
}
/** Tracking API. The keys of a visitor are the fields' labels (`First name`), not their API names. */
function trackVisitor(identifier, visitor) {
    return { method: 'POST', base: 'track', path: '/track/visitors', body: { identifier, visitor } };
}
function trackEvent(identifier, event) {
    return {
        method: 'POST',
        base: 'track',
        path: '/track/events',
        // The name last: a property called "name" must not rename the event.
        body: { identifier, event: { ...event.properties, name: event.name } },
    };
}
function trackPageView(identifier, pageView) {
    return {
        method: 'POST',
        base: 'track',
        path: '/track/page_views',
        body: { identifier, page_view: { url: pageView.url } },
    };
}

/** Intentionally no upsert: whatever it took this for, it could find a record of somebody's. */
const create = (plural, body) => ({
    method: 'POST',
    path: `/${plural}`,
    body,
});
const people = (generation) => (config) => config.domain.generation === generation;
const always = () => true;
const NOBODY = { type: 'Contact', id: 0 };
/** No address: half of one is missing. */
const REFUSED_EMAIL = 'doctor@';
/**
 * Writing is tried with records that Freshsales refuses for what they are, after it has looked at
 * who writes them: a 400 shows the right to write and leaves nothing behind.
 */
const RIGHTS = [
    { name: 'read contacts', isNeeded: always, call: KEY_QUESTION },
    {
        name: 'write contacts',
        isNeeded: always,
        call: create('contacts', { contact: { emails: REFUSED_EMAIL } }),
    },
    {
        name: 'write leads',
        isNeeded: people('classic'),
        call: createLead({ email: REFUSED_EMAIL }),
    },
    {
        name: 'write accounts',
        isNeeded: people('modern'),
        call: create('sales_accounts', { sales_account: { name: '' } }),
    },
    {
        name: 'write notes',
        isNeeded: ({ timeline }) => timeline === 'note',
        call: createNote({ description: '', target: NOBODY }),
    },
    {
        name: 'write sales activities',
        isNeeded: (config) => config.timeline === 'activity' || acts(config, 'activity'),
        call: createActivity({ activity: {}, target: NOBODY }),
    },
    {
        name: 'write deals',
        isNeeded: (config) => acts(config, 'deal'),
        call: createDeal({}),
    },
];
/** Each right that this configuration needs, with one key. */
async function* checkRights(config, client) {
    const granted = [];
    for (const right of RIGHTS.filter(({ isNeeded }) => isNeeded(config))) {
        const finding = await tryOut(right, client);
        if (finding)
            yield finding;
        else
            granted.push(right.name);
    }
    if (granted.length > 0)
        yield good(`${client.key} may ${granted.join(', ')}`);
}
async function tryOut({ name, call }, client) {
    const { key } = client;
    const { error, status, words, body } = await client.exchange(call);
    if (error instanceof AccountError)
        return missingRight(name, { key, words });
    // It looked at the record, so it had let the user through.
    if (error instanceof RefusedError && status !== 404)
        return undefined;
    if (error)
        return note(`whether ${key} may ${name} cannot be told (status ${status})`);
    const [record] = Object.values(isObject$1(body) ? body : {});
    return call.method === 'GET' ? undefined : takeBack(record, call, client);
}
/** An account that took even this record gets it back. */
async function takeBack(record, call, client) {
    const path = `${call.path}/${record?.id}`;
    const text = `the account took an unusable record: ${path}`;
    const isGone = await client.exchange({ method: 'DELETE', path }).then(isDone, () => false);
    return isGone
        ? note(`${text}; it was deleted again`)
        : bad('what is left behind', text, 'Delete it there.');
}
function acts(config, type) {
    const actions = [...config.actions.values()].flat();
    return actions.some((action) => action.type === type || action.type === `sales_${type}`);
}
/** Calls an hour of the smallest plan. */
const SMALLEST_PLAN = 1000;
/** Calls a minute of a classic account. */
const CLASSIC_MINUTE = 400;
/** What is left for others when it is less than this share, is little. */
const LITTLE = 0.1;
/** What may be spent, against what the account allows. */
async function* checkQuota(config, quota = {}) {
    const { limit, remaining } = quota;
    yield* limit === undefined ? withoutLimit(config) : withLimit(config, limit);
    if (limit !== undefined && remaining !== undefined && remaining < limit * LITTLE)
        yield note(`only ${remaining} of the account's ${limit} calls are left in this hour`, 'Other integrations spend from the same account; leads wait until the hour is over.');
    if (config.domain.generation === 'classic' && config.minuteCalls > CLASSIC_MINUTE)
        yield bad('MINUTE_CALLS', `MINUTE_CALLS is ${config.minuteCalls}; a classic account allows ${CLASSIC_MINUTE}`, `Set it to ${CLASSIC_MINUTE / 2}, or leave it out.`);
}
function* withLimit({ hourlyCalls }, limit) {
    if (hourlyCalls > limit)
        yield bad('HOURLY_CALLS', `HOURLY_CALLS is ${hourlyCalls}, and the account allows ${limit}`, `Set it to ${Math.floor(limit * 0.8)}, which leaves some for other integrations.`);
    else if (hourlyCalls === limit)
        yield note(`HOURLY_CALLS is all of the account's ${limit}; other integrations will be throttled`, `Set it to ${Math.floor(limit * 0.8)}.`);
    else
        yield good(`HOURLY_CALLS is ${hourlyCalls} of the account's ${limit}`);
}
function* withoutLimit({ hourlyCalls }) {
    if (hourlyCalls > SMALLEST_PLAN)
        yield note(`HOURLY_CALLS is ${hourlyCalls}; Freshsales does not say what this account allows`, 'Free and Growth: 1,000 an hour. Pro: 2,000. Enterprise: 5,000.');
    else
        yield good(`HOURLY_CALLS is ${hourlyCalls}, which every plan allows`);
}

/** In the order in which they are told. The quota comes last: it is what the other answers said of it. */
const CHECKS$1 = [
    {
        title: 'rights',
        async *run({ config, clients }) {
            for (const client of clients)
                yield* checkRights(config, client);
        },
    },
    { title: 'names', run: checkNames },
    { title: 'what forms send', run: checkFormTraits },
    { title: 'compulsory fields', run: checkCompulsory },
    { title: 'activity types', run: checkActivityTypes },
    { title: 'the app token', run: ({ config, client }) => checkAppToken(config, client) },
    { title: 'the quota', run: ({ config, client }) => checkQuota(config, client.quota()) },
];
/** What the configuration asks of the account, against what the account says. Writes nothing. */
async function* checkAccount(config, written) {
    const clients = yield* checkAccess(config);
    const [client] = clients;
    if (!client)
        return;
    const subject = { config, written, clients, client, lists: createLists(client) };
    yield* runChecks(CHECKS$1, subject, (error) => explain(error, config));
}
/** The keys alone, which can be tried whatever is wrong with the other settings. */
async function* checkAccess(keys) {
    try {
        return yield* checkKeys(keys);
    }
    catch (error) {
        yield explain(error, keys);
        return [];
    }
}

const OPTIONS = {
    config: { type: 'string', default: 'wrangler.jsonc' },
    env: { type: 'string' },
    'write-key': { type: 'string' },
    origin: { type: 'string' },
    probe: { type: 'boolean', default: false },
    yes: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false, short: 'h' },
};
const USAGE$4 = `
Says whether things work, and what to fix. Ends with "tested" (exit code 0) or "mend: …" (1).

npm run doctor
  Checks the variables, and the account that they name: address, API keys, rights, the names in
  DEFAULTS and EVENTS, compulsory fields, activity type, app token, quota. Writes nothing.
    --config FILE     instead of wrangler.jsonc
    --env NAME        an environment of that file, and .dev.vars.NAME where there is one
  Variables are read from the file's vars, then .dev.vars, then the environment; the last one wins:
    FRESHSALES_API_KEY=… npm run doctor

npm run doctor -- https://your-edge.example --write-key KEY --origin https://www.acme.com
  Checks an edge that runs: health, script, write key and origin by an event that stays out of the
  CRM, and that strangers are refused.

npm run doctor -- --probe --yes
  Finds out how the account behaves where nothing is documented, and where it differs from the
  simulator. Makes records named "freshsales-edge doctor", and deletes them again. Without --yes it
  only says how many calls it would spend.
    --config, --env   as above

All of it can be tried on the simulator of npm start, which leaves your account alone:
  FRESHSALES_DOMAIN=http://localhost:8788 FRESHSALES_API_KEY=demo-api-key \\
    FRESHSALES_APP_TOKEN=demo-app-token npm run doctor -- --probe --yes
`;
/** Reads what was typed after `npm run doctor --`. */
function parseCommand(typed) {
    let parsed;
    try {
        parsed = parse$2(typed);
    }
    catch (error) {
        return fail(explainOption(error));
    }
    const { values, positionals } = parsed;
    const [address, second] = positionals;
    if (values.help)
        return succeed({ kind: 'help' });
    if (second !== undefined)
        return fail(`One address at a time; "${second}" is a second one.`);
    if (address !== undefined)
        return edgeCommand(address, values);
    const lonely = ['write-key', 'origin'].find((name) => values[name] !== undefined);
    if (lonely)
        return fail(`--${lonely} needs the address of the edge before it.`);
    const where = { config: values.config, environment: values.env };
    if (values.probe)
        return succeed({ kind: 'probe', where, isConfirmed: values.yes });
    return values.yes ? fail('--yes belongs to --probe.') : succeed({ kind: 'configuration', where });
}
/** Node's own sentence about an unknown option goes on about positional arguments. */
function explainOption(error) {
    const { message } = error;
    const [known, name] = /^Unknown option '(-[^']+)'/.exec(message) ?? [];
    if (known === undefined || name === undefined)
        return message;
    const meant = nearest(name, Object.keys(OPTIONS).map((option) => `--${option}`));
    return meant === undefined ? `${known}.` : `${known}. Did you mean ${meant}?`;
}
function parse$2(typed) {
    return parseArgs({ args: [...typed], options: OPTIONS, allowPositionals: true });
}
function edgeCommand(address, values) {
    const strange = ['probe', 'yes'].find((name) => values[name]);
    if (strange)
        return fail(`--${strange} is about the account, not about an edge.`);
    // Node 20 has no `URL.parse`.
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (!url || !/^https?:$/.test(url.protocol))
        return fail(`"${address}" is no address; write https://your-edge.example`);
    const origin = values.origin === undefined ? undefined : normalizeOrigin(values.origin);
    if (values.origin !== undefined && origin === undefined)
        return fail(`--origin is scheme and host of a page: https://www.acme.com`);
    const writeKey = values['write-key'];
    return succeed({ kind: 'edge', edge: { url: new URL(url.origin), writeKey, origin } });
}

/** Pure. */
function readAsWritten({ DEFAULTS, EVENTS }) {
    const defaults = parse$1(DEFAULTS);
    const events = parse$1(EVENTS);
    const names = Array.isArray(events)
        ? events.map((row) => String(row?.from))
        : Object.keys(isObject$1(events) ? events : {});
    return {
        title({ variable, event }) {
            if (event === undefined)
                return variable;
            return `${variable} ${JSON.stringify(names.find((name) => eventKey(name) === event) ?? event)}`;
        },
        field({ variable, event, object }, field) {
            const given = Object.entries(isObject$1(events) ? events : {})
                .filter(([name]) => eventKey(name) === event)
                .flatMap(([, actions]) => actions);
            const written = variable === 'DEFAULTS' ? [defaults] : given.map((each) => partOf(each, object));
            const all = written.filter(isObject$1).flatMap((part) => Object.keys(part));
            return all.find((name) => means(name, { object, field })) ?? field;
        },
    };
}
function partOf(action, object) {
    const part = isObject$1(action) ? action[object] : undefined;
    return isObject$1(part) ? part : action;
}
/** Short names leave out what the record is: `status`, `type`. */
const OMITTED = {
    contact: 'contact_',
    lead: 'contact_',
    account: '',
    deal: '',
    activity: 'sales_activity_',
    task: '',
};
function means(name, { object, field }) {
    const whole = OMITTED[object] + name;
    return (customFieldName(name) === field ||
        // `"activity": "Demo"` gives nothing but the type.
        (name === object && field === 'sales_activity_type_id') ||
        [name, whole, `${whole}_id`].some((each) => rowNamed(object, each)?.field === field));
}
/** What cannot be read is told as a fault of its setting. */
function parse$1(raw) {
    try {
        return typeof raw === 'string' ? JSON.parse(raw) : raw;
    }
    catch {
        return undefined;
    }
}

const BINDINGS = {
    OUTBOX: {
        method: 'getByName',
        without: 'nothing can be stored, and no lead is taken',
        written: objectOf('OUTBOX', 'Outbox'),
    },
    VISITORS: {
        method: 'getByName',
        without: 'what strangers do is kept with the leads, whom a flood of it reaches',
        written: objectOf('VISITORS', 'Visitors'),
    },
    RATE_LIMIT: {
        method: 'limit',
        without: 'nobody is held back, however much they send',
        written: '"ratelimits": [{ "name": "RATE_LIMIT", "namespace_id": "1001", "simple": { "limit": 600, "period": 10 } }]',
    },
};
function objectOf(name, className) {
    return `"durable_objects": { "bindings": [{ "name": "${name}", "class_name": "${className}" }] }, "exports": { "${className}": { "type": "durable-object", "storage": "sqlite" } }`;
}
/** What it means that a binding is missing, and what to do. */
function describeMissing(name) {
    const { without, written } = BINDINGS[name];
    return {
        text: `${name}: this binding is missing, and without it ${without}`,
        advice: `Add to wrangler.jsonc, and to each environment in it: ${written}; then npx wrangler deploy.`,
    };
}

/** What `wrangler.jsonc` has to bind the Worker to. Without the outbox no lead is taken. */
function checkBindings({ bindings }) {
    return Object.keys(BINDINGS)
        .filter((name) => !bindings.has(name))
        .map((name) => {
        const { text, advice } = describeMissing(name);
        return name === 'OUTBOX' ? bad(name, text, advice) : note(text, advice);
    });
}

/** An empty variable is an absent one: `vars` in wrangler.jsonc are often left as "". */
function isWritten(raw) {
    return raw !== undefined && raw !== null && !(typeof raw === 'string' && raw.trim() === '');
}
/** Reads one setting. The reason does not name it. */
function readSetting(name, setting, lookUp) {
    const written = lookUp(name);
    const raw = isWritten(written) ? written : setting.fallback;
    if (raw === undefined)
        return isMissing(setting, lookUp) ? fail('is missing') : succeed(raw);
    const parsed = safeParse(setting.format.schema, raw);
    if (parsed.success)
        return succeed(parsed.output);
    const [issue] = parsed.issues;
    const path = getDotPath(issue);
    return fail(path === null ? issue.message : `${path}: ${issue.message}`);
}
function isMissing({ required }, lookUp) {
    return typeof required !== 'object' ? required === true : !isWritten(lookUp(required.unless));
}

/** Reads the settings; a failure names the variable and says what to do. */
function parseConfig(env) {
    const known = parsed.get(env);
    if (known)
        return known;
    const result = readConfig(env);
    parsed.set(env, result);
    return result;
}
/** Once per isolate: the runtime hands the same `env` to every request. A memo, so not state. */
const parsed = new WeakMap();
function readConfig(env) {
    const [fault] = findConfigFaults(env);
    if (fault !== undefined)
        return fail(fault);
    return succeed(Object.freeze(combine(readAll(env).values)));
}
/** Every fault of the settings, for the doctor, which names them all at once. */
function findConfigFaults(env) {
    const { values, faults } = readAll(env);
    // Faults between two settings show only once each of them can be read.
    return faults.length > 0 ? faults : findContradictions(values);
}
function readAll(env) {
    const values = {};
    const faults = [];
    for (const name of VARIABLES) {
        const setting = settingNamed(name);
        const result = readSetting(name, setting, (each) => env[each]);
        if (result.ok)
            values[setting.field] = result.value;
        else
            faults.push(`${name}: ${result.reason}`);
    }
    return { values: values, faults };
}
function findContradictions({ timeline, appToken, jurisdiction, region }) {
    const faults = [];
    if (timeline === 'tracking' && appToken === undefined)
        faults.push('FRESHSALES_APP_TOKEN: is missing, and TIMELINE=tracking needs it');
    const within = jurisdiction && JURISDICTIONS[jurisdiction];
    if (region !== undefined && within && !within.includes(region))
        faults.push(`REGION: ${region} is outside JURISDICTION=${jurisdiction}; write ${within.join(' or ')}, or leave it out`);
    return faults;
}
function combine(values) {
    const { namedDomain, ownHost, apiKey, nextApiKey, identitySecret, nextIdentitySecret, ...rest } = values;
    return {
        ...rest,
        domain: (ownHost ?? namedDomain), // one of them is required
        apiKeys: present(apiKey, nextApiKey),
        identitySecrets: present(identitySecret, nextIdentitySecret),
    };
}
function present(...secrets) {
    return secrets.filter((secret) => secret !== undefined);
}

/** What e-mail lacks, and what to do; told by the console and by the doctor. Pure. */
function mailFault(has) {
    if (!has.hasSender)
        return {
            what: 'ALERT_EMAIL_FROM is missing',
            advice: 'Write an address of a domain that may send from your Cloudflare account.',
        };
    if (!has.hasBinding)
        return {
            what: 'the binding EMAIL is missing',
            advice: 'Add "send_email": [{ "name": "EMAIL" }] to wrangler.jsonc, and deploy.',
        };
    return undefined;
}

/** A line is for reading; what a page wrote into one may be as long as it likes. */
const LINE_CHARACTERS = 500;
/** Room for the last line, which says how many are missing. */
const REST_CHARACTERS = 30;
/**
 * The message as one text, a line each, of at most `limit` characters: what comes after that is
 * counted. No line can pretend to be two. Pure.
 */
function fitText({ title, lines }, { limit, escapeText = asItIs }) {
    const all = [`freshsales-edge: ${title}`, ...lines].map((line) => escapeText(oneLine(line)));
    const taken = [];
    let room = limit - REST_CHARACTERS;
    for (const line of all) {
        room -= line.length + 1;
        if (room < 0)
            break;
        taken.push(line);
    }
    const missing = all.length - taken.length;
    return [...taken, ...(missing > 0 ? [`… and ${missing} more lines`] : [])].join('\n');
}
const asItIs = (text) => text;
/** Without the end of a line and other control characters, and cut to be read. */
function oneLine(text) {
    const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
    return line.length > LINE_CHARACTERS
        ? `${line.slice(0, LINE_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '')}…`
        : line;
}

/** Adding one is an entry. */
const RECEIVERS = [
    {
        name: 'Slack',
        isAt: ({ hostname }) => hostname === 'hooks.slack.com' || hostname === 'hooks.slack-gov.com',
        bodyOf: slackBody,
    },
    {
        name: 'Microsoft Teams',
        isAt: ({ hostname }) => TEAMS_HOSTS.some((host) => hostname.endsWith(host)),
        bodyOf: teamsBody,
    },
    {
        name: 'Discord',
        isAt: ({ hostname, pathname }) => /^(?:(?:ptb|canary)\.)?discord(?:app)?\.com$/.test(hostname) &&
            /^\/api\/(?:v\d+\/)?webhooks\//.test(pathname),
        bodyOf: discordBody,
    },
];
const OWN_PROGRAM = { name: 'a program of your own', bodyOf: plainBody };
/** Who is taken to be at this address. */
function receiverAt(address) {
    const url = new URL(address);
    return RECEIVERS.find(({ isAt }) => isAt(url)) ?? OWN_PROGRAM;
}
/**
 * `&`, `<` and `>` are all that Slack reads, mentions included: https://docs.slack.dev/messaging/formatting-message-text
 * It cuts a text above 40,000 characters and advises 4,000: https://api.slack.com/changelog/2018-04-truncating-really-long-messages
 */
function slackBody(message) {
    const escapeText = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    return { text: fitText(message, { limit: 4_000, escapeText }), mrkdwn: false };
}
/**
 * A flow of the app Workflows ("when a Teams webhook request is received") answers on the first two.
 * The third are connectors, which Microsoft switched off in May 2026; they took the same card.
 */
const TEAMS_HOSTS = [
    '.logic.azure.com',
    '.environment.api.powerplatform.com',
    '.webhook.office.com',
];
/**
 * An Adaptive Card: https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook
 * which also names 28 KB as the limit of a message. A run of text is never read as Markdown, a `TextBlock` is:
 * https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/cards-format
 */
function teamsBody(message) {
    const [title = '', ...lines] = fitText(message, { limit: 6_000 }).split('\n');
    const block = (text, look) => ({
        type: 'RichTextBlock',
        inlines: [{ type: 'TextRun', text, ...look }],
    });
    const content = {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        body: [block(title, { weight: 'Bolder' }), ...lines.map((line) => block(line, {}))],
    };
    const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content };
    return { type: 'message', attachments: [attachment] };
}
/**
 * At most 2,000 characters, and nobody is called by `allowed_mentions` without an entry:
 * https://docs.discord.com/developers/resources/webhook#execute-webhook
 * The flag 4 shows no preview of an address.
 */
function discordBody(message) {
    const escapeText = (text) => text.replace(/[\\*_~`|>#[\]()<@-]/g, '\\$&');
    const content = fitText(message, { limit: 2_000, escapeText });
    return { content, allowed_mentions: { parse: [] }, flags: 4 };
}
/** For a program; its fields are a contract, see docs/operations.md. */
function plainBody(message) {
    const { condition, state, since } = message;
    return {
        text: [`freshsales-edge: ${message.title}`, ...message.lines.map(oneLine)].join('\n'),
        ...(condition !== undefined && { condition }),
        ...(state !== undefined && { state }),
        ...(since !== undefined && { since: new Date(since).toISOString() }),
    };
}

/** Who will be told of trouble, and whether anybody can be. Sends nothing. Pure. */
function checkMessages(config, { bindings }) {
    return [
        ...checkWebhook(config.alertWebhook),
        ...checkEmail(config, bindings.has('EMAIL')),
        ...(config.alertDetails
            ? [note('ALERT_DETAILS is on: messages name people to whoever reads them')]
            : []),
    ];
}
function checkWebhook(address) {
    if (address === undefined)
        return [];
    const { name } = receiverAt(address);
    const isSwitchedOff = new URL(address).hostname.endsWith('.webhook.office.com');
    return isSwitchedOff
        ? [
            bad('ALERT_WEBHOOK', 'ALERT_WEBHOOK is an Office 365 connector, which Microsoft switched off in May 2026', 'Make a new address in Teams with the app Workflows: "Send webhook alerts to a channel".'),
        ]
        : [good(`ALERT_WEBHOOK is taken for ${name}`)];
}
function checkEmail({ alertEmail, alertEmailFrom }, hasBinding) {
    if (alertEmail === undefined)
        return alertEmailFrom === undefined
            ? []
            : [
                note('ALERT_EMAIL_FROM is used with ALERT_EMAIL only', 'Set ALERT_EMAIL, or leave it out.'),
            ];
    const fault = mailFault({ hasSender: alertEmailFrom !== undefined, hasBinding });
    return fault
        ? [bad('ALERT_EMAIL', `ALERT_EMAIL is told nothing: ${fault.what}`, fault.advice)]
        : [good('ALERT_EMAIL is told by e-mail')];
}

/** What is no fault of a configuration, and perhaps no intention either. Pure. */
function remarksOn(config, { variables, written }) {
    return [
        ...REMARKS.filter(({ applies }) => applies(config, variables)).map(({ text, advice }) => note(text, advice)),
        ...openServerRank(config),
        ...untoldRules(config),
        ...findDecidingEvents(config, written).map(({ title, fields }) => note(`${title} writes ${fields.join(', ')}, which decides about a lead or its money: not on a page's word`, 'Send this event from your server, with a trusted key; or write "from": "page" into the action, which lets anybody who can send what a page sends.')),
    ];
}
const REMARKS = [
    {
        applies: ({ sources }) => realSources(sources).length === 0,
        text: 'WRITE_KEYS has test keys only: what they send is planned and shown, and nothing reaches Freshsales',
        advice: 'Add a key without "test": true for the site itself, such as {"wk_site":"Website"}.',
    },
    {
        applies: ({ dryRun }) => dryRun,
        text: 'DRY_RUN is on: calls to Freshsales are planned and logged, and none is sent',
        advice: 'Leave it out to deliver.',
    },
    {
        applies: ({ allowedOrigins }) => allowedOrigins.size === 0,
        text: 'ALLOWED_ORIGINS is empty: only pages on the edge’s own address may send events',
        advice: adviceFor('ALLOWED_ORIGINS'),
    },
    {
        applies: ({ adminToken }) => adminToken === undefined,
        text: 'ADMIN_TOKEN is not set here: without it the console stays shut',
        advice: adviceFor('ADMIN_TOKEN'),
    },
    {
        applies: (_, { foundIn }) => foundIn.has('FRESHSALES_HOST') && foundIn.has('FRESHSALES_DOMAIN'),
        text: 'FRESHSALES_DOMAIN is not used: FRESHSALES_HOST comes before it',
        advice: 'Leave one of them out.',
    },
    {
        applies: ({ timeline, activityType }) => timeline !== 'activity' && activityType !== undefined,
        text: 'ACTIVITY_TYPE is used with TIMELINE=activity only',
        advice: 'Set TIMELINE to "activity", or leave ACTIVITY_TYPE out.',
    },
];
/** `"**"` believes a caller like a server, and a key that pages send is known to everybody. */
function openServerRank({ sources, allowedOrigins }) {
    if (allowedOrigins.size === 0)
        return [];
    const open = realSources(sources).filter(({ trusted, fields }) => !trusted && fields.protectedToo);
    return [...new Set(open.map(({ name }) => name))].map((name) => note(`WRITE_KEYS: "${name}" has "fields": ["**"] and may be used by pages: anybody who reads its key there can set owners, stages and amounts`, 'List the fields that its forms need, or leave "fields" out.'));
}
/** A rule of HOT that only sends messages, where none can be sent. */
function untoldRules({ hot, alertWebhook }) {
    if (alertWebhook !== undefined)
        return [];
    return hot
        .filter(({ task }) => task === undefined)
        .map(({ name }) => note(`HOT: ${JSON.stringify(name)} tells nobody: there is no ALERT_WEBHOOK`, adviceFor('ALERT_WEBHOOK')));
}
/** Events with an action that must not follow from what anybody may say. Pure. */
function findDecidingEvents(config, written) {
    const mayTrack = realSources(config.sources).some(({ trusted, signed, events }) => !trusted && !signed && events.has('track'));
    if (!mayTrack)
        return [];
    return [...config.actions].flatMap(([event, actions]) => {
        const spot = { variable: 'EVENTS', event };
        const fields = actions.flatMap((action) => {
            const object = action.type === 'deal' ? 'deal' : 'contact';
            return decidingFields(action).map((field) => written.field({ ...spot, object }, field));
        });
        return fields.length === 0 ? [] : [{ title: written.title(spot), fields: [...new Set(fields)] }];
    });
}
/** What the action does on a server's word only, and so not for a page. */
function decidingFields(action) {
    if (action.fromPage)
        return [];
    if (action.type === 'lifecycle_stage')
        return ['lifecycle_stage_id'];
    if (action.type !== 'contact' && action.type !== 'deal')
        return [];
    const object = action.type;
    return Object.keys(action.fields).filter((field) => isProtected(object, field, 'page'));
}

/** Every variable: all faults at once, and what is no fault but may be no intention either. */
function checkVariables(variables, written) {
    const faults = findConfigFaults(variables.env);
    const config = parseConfig(variables.env);
    const findings = [
        ...found(variables),
        ...faults.map((reason) => fault(reason, variables)),
        ...openSecrets(variables),
        ...unknownNames(variables),
        ...(config.ok ? remarksOn(config.value, { variables, written }) : []),
        ...(config.ok ? checkMessages(config.value, variables) : []),
    ];
    return config.ok ? { findings, config: config.value } : { findings };
}
function found({ foundIn }) {
    const places = [...new Set(foundIn.values())];
    return places.map((place) => {
        const names = [...foundIn].filter(([, where]) => where === place).map(([name]) => name);
        return good(`${place} has ${names.join(', ')}`);
    });
}
/** A reason begins with the name of its variable. */
function fault(reason, { foundIn }) {
    const [name = ''] = reason.split(':', 1);
    if (!isVariable(name))
        return bad(name, reason, 'See .dev.vars.example and wrangler.jsonc.');
    const place = foundIn.get(name);
    const where = place === undefined ? '' : ` (${place})`;
    return bad(name, `${name}${where}${reason.slice(name.length)}`, adviceFor(name));
}
/** `wrangler.jsonc` is committed, and its variables can be read in Cloudflare's dashboard. */
function openSecrets({ foundIn }) {
    return SECRETS.filter((name) => /\.(?:jsonc?|toml)$/.test(foundIn.get(name) ?? '')).map((name) => bad(name, `${name} is a secret and stands in ${foundIn.get(name)}, where others can read it`, `Remove it there, make a new one, and: npx wrangler secret put ${name}`));
}
function unknownNames({ unknown }) {
    return unknown.map(({ name, place }) => {
        const meant = nearest(name, VARIABLES);
        return meant === undefined
            ? note(`${name} in ${place} is read by nothing`)
            : bad(name, `${name} in ${place} is read by nothing`, `Did you mean ${meant}?`);
    });
}
const FOR_ACCESS = [
    'FRESHSALES_DOMAIN',
    'FRESHSALES_HOST',
    'FRESHSALES_API_KEY',
    'FRESHSALES_APP_TOKEN',
];
/** The account that the variables name, whatever is wrong with all the other settings. */
function readAccess(variables) {
    const { env } = variables;
    const values = {};
    const findings = [];
    for (const name of FOR_ACCESS) {
        const result = readSetting(name, settingNamed(name), (each) => env[each]);
        if (result.ok)
            values[SETTINGS[name].field] = result.value;
        else
            findings.push(fault(`${name}: ${result.reason}`, variables));
    }
    const { namedDomain, ownHost, apiKey, appToken } = values;
    const domain = ownHost ?? namedDomain;
    return findings.length > 0 || domain === undefined
        ? { findings }
        : { findings, access: { domain, apiKey, appToken } };
}

/** The places, in the order in which a later one overrules an earlier one. */
async function readPlaces({ config, environment }, { directory, processEnvironment, }) {
    const file = path.resolve(directory, config);
    const vars = await readVars(file, environment);
    if (!vars.ok)
        return fail(`${config}: ${vars.reason}`);
    return succeed([
        { name: config, ...vars.value, isFile: true },
        readSecrets(path.dirname(file), environment),
        { name: 'the environment', variables: processEnvironment, isFile: false },
    ]);
}
/** Read as typeof import('wrangler') reads it, with its comments, its defaults and its environments. */
async function readVars(file, environment) {
    if (!existsSync(file))
        return fail('there is no such file here');
    // Wrangler would tell about its findings in a format of its own.
    process.env['WRANGLER_LOG'] = 'none';
    try {
        const { unstable_readConfig } = await importWrangler(file);
        const named = environment === undefined ? {} : { env: environment };
        const config = unstable_readConfig({ config: file, ...named }, { hideWarnings: true });
        const { definedEnvironments = [] } = config;
        // Wrangler itself would go on with the general settings.
        if (environment !== undefined && !definedEnvironments.includes(environment))
            return fail(`has no environment "${environment}"; it has ${definedEnvironments.join(', ') || 'none'}`);
        // An older Wrangler knows no rate limits.
        const { vars, durable_objects, ratelimits = [], send_email } = config;
        const bound = [...durable_objects.bindings, ...ratelimits, ...send_email];
        return succeed({ variables: vars, bindings: bound.map(({ name }) => name) });
    }
    catch (error) {
        return fail(error instanceof Error ? error.message.trim() : String(error));
    }
}
/** The Wrangler of the configuration's own folder, which need not be that of the doctor. */
async function importWrangler(file) {
    try {
        return await import(pathToFileURL(createRequire(file).resolve('wrangler')).href);
    }
    catch {
        return await import('wrangler').catch(() => {
            throw new Error('Wrangler is needed to read it: npm install --save-dev wrangler');
        });
    }
}
/** As `wrangler dev` does it: the file of the environment takes the place of the general one. */
function readSecrets(directory, environment) {
    const names = environment === undefined ? ['.dev.vars'] : [`.dev.vars.${environment}`, '.dev.vars'];
    const name = names.find((each) => existsSync(path.join(directory, each))) ?? '.dev.vars';
    const file = path.join(directory, name);
    const variables = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
    return { name, variables, isFile: true };
}

/** Pure: a later place overrules an earlier one; what is empty there says nothing. */
function gatherVariables(places) {
    const values = {};
    const foundIn = new Map();
    for (const name of VARIABLES) {
        const place = places.findLast(({ variables }) => isWritten(variables[name]));
        if (place === undefined)
            continue;
        values[name] = place.variables[name];
        foundIn.set(name, place.name);
    }
    const files = places.filter(({ isFile }) => isFile);
    const unknown = files.flatMap(({ name: place, variables }) => Object.keys(variables)
        .filter((name) => !isVariable(name))
        .map((name) => ({ name, place })));
    // The bindings are the runtime's; whoever reads the settings does not touch them.
    const bindings = new Set(places.flatMap((place) => place.bindings ?? []));
    return { env: values, foundIn, unknown, bindings };
}

/** Longer than an edge ever takes, shorter than a person waits. */
const TIMEOUT_MS = 20_000;
/** Whether events get in that should, and none that should not. */
async function* checkEvents({ writeKey, ...edge }) {
    if (writeKey === undefined) {
        yield note('no event was sent', 'Add --write-key KEY and --origin https://www.acme.com');
        return;
    }
    if (edge.origin === undefined)
        yield note('the event is sent as a server does', 'Add --origin to send it as a page does.');
    const welcome = yield* checkWelcome({ ...edge, writeKey });
    // The edge looks at the page first and then at the key: what is wrong with the key shows without a page.
    if (welcome === 'origin_not_allowed')
        yield* checkWelcome({ ...edge, origin: undefined, writeKey });
    // Who is turned away for one reason does not show whether the other would be seen.
    if (welcome === 'yes')
        yield* checkStrangers({ ...edge, writeKey });
}
/**
 * Posts an event as the browser does. It goes the whole way into the edge's storage, and its
 * `integrations` keep it out of the CRM.
 */
function sendDryEvent({ url, writeKey, origin }) {
    const event = {
        type: 'track',
        event: 'Doctor',
        messageId: `doctor-${randomUUID()}`,
        anonymousId: 'freshsales-edge-doctor',
        timestamp: new Date().toISOString(),
        integrations: { All: false, Freshsales: false },
    };
    return askEdge(new URL('/v1/batch', url), {
        method: 'POST',
        headers: { 'content-type': 'text/plain', ...(origin === undefined ? {} : { origin }) },
        body: JSON.stringify({ writeKey, batch: [event], sentAt: new Date().toISOString() }),
    });
}
const ADVICE = {
    unknown_write_key: {
        subject: 'WRITE_KEYS',
        advice: 'Add the key to WRITE_KEYS and deploy, or correct --write-key.',
    },
    origin_not_allowed: {
        subject: 'ALLOWED_ORIGINS',
        advice: 'Add the origin to ALLOWED_ORIGINS and deploy.',
    },
    server_key_in_browser: {
        subject: 'WRITE_KEYS',
        advice: 'Give the page a key without "trusted"; check this one without --origin.',
    },
};
/** Whether this key may send events from pages of this origin; returns "yes" or why not. */
async function* checkWelcome(sender) {
    const answer = await sendDryEvent(sender);
    const refusal = refusalOf(answer);
    if (refusal || answer.status !== 200) {
        const { subject, advice } = ADVICE[refusal?.code ?? ''] ?? {
            subject: 'events',
            advice: 'Try again later, and look into /console.',
        };
        yield bad(subject, `an event is refused: ${refusal?.message ?? `status ${answer.status}`}`, advice);
        return refusal?.code ?? 'no';
    }
    yield taken(answer.body);
    if (sender.origin !== undefined)
        yield readable(answer, sender.origin);
    return 'yes';
}
function taken({ accepted, rejected }) {
    if (accepted === 1)
        return good('an event with this write key is accepted and stored');
    // The key is known all the same: `events` in WRITE_KEYS keeps it to other types.
    return note(`the write key is known; the event was not taken: ${rejected[0]?.reason}`);
}
function readable({ headers }, origin) {
    const allowed = headers.get('access-control-allow-origin');
    return allowed === origin
        ? good(`pages of ${origin} may read the answer`)
        : bad('CORS', `pages of ${origin} may not read the answer: Access-Control-Allow-Origin is ${allowed ?? 'missing'}`, 'Something between here and the Worker removes its headers: a proxy, or a rule of Cloudflare.');
}
/** Nobody's: `.invalid` never resolves. */
const STRANGE_ORIGIN = 'https://stranger.invalid';
const STRANGE_KEY = 'freshsales-edge-doctor-wrong-key';
/** Whether a wrong write key and a strange page are turned away. */
async function* checkStrangers(sender) {
    const withKey = await sendDryEvent({ ...sender, writeKey: STRANGE_KEY });
    yield turnedAway(withKey, { status: 401, who: 'a wrong write key', subject: 'WRITE_KEYS' });
    const fromPage = await sendDryEvent({ ...sender, origin: STRANGE_ORIGIN });
    yield turnedAway(fromPage, { status: 403, who: 'a strange page', subject: 'ALLOWED_ORIGINS' });
}
function turnedAway(answer, { status, who, subject }) {
    return answer.status === status
        ? good(`${who} is refused`)
        : bad(subject, `${who} is answered with status ${answer.status} instead of ${status}`, `Check ${subject}, and that nothing but the Worker answers.`);
}
/** Asks the edge; throws only when nothing answers. */
async function askEdge(url, request = {}) {
    const response = await fetch(url, {
        ...request,
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parse(text) };
}
function parse(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined; // a page or a script
    }
}
/** The edge's own refusal: `{"success":false,"error":{"code","message"}}`. */
function refusalOf({ body }) {
    const { error } = (body ?? {});
    return typeof error?.code === 'string' && typeof error.message === 'string'
        ? { code: error.code, message: error.message }
        : undefined;
}

const CHECKS = [
    { title: 'the script', run: checkScript },
    { title: 'events', run: checkEvents },
    { title: 'the console', run: checkConsole },
];
/** Whether a deployed edge does what a page and its operator need. Nothing of it reaches the CRM. */
async function* checkEdge(edge) {
    if (edge.url.protocol === 'http:' && !/^(?:localhost|127\.0\.0\.1)$/.test(edge.url.hostname))
        yield bad('address', 'http:// lets anybody on the way read along', 'Use https://.');
    try {
        const isEdge = yield* checkHealth(edge);
        if (!isEdge)
            return;
    }
    catch (error) {
        yield unanswered(error);
        return;
    }
    yield* runChecks(CHECKS, edge, unanswered);
}
function unanswered(error) {
    const { cause, message } = error;
    return bad('address', `does not answer: ${cause?.code ?? cause?.message ?? message}`, 'Check the address, and npx wrangler deployments list.');
}
/** What `GET /health` says; returns whether there is an edge to go on with. */
async function* checkHealth({ url }) {
    const answer = await askEdge(new URL('/health', url));
    const refusal = refusalOf(answer);
    if (refusal?.code === 'configuration') {
        yield bad('configuration', `the edge cannot start: ${refusal.message}`, 'npm run doctor');
        return false;
    }
    const { ok, degraded, advice, jurisdiction, region } = (answer.body ?? {});
    if (typeof ok !== 'boolean' || !Array.isArray(degraded)) {
        yield bad('address', `/health is not answered by freshsales-edge (status ${answer.status})`, 'Check the address and the route of the Worker; HOSTNAMES must have the host name, if it is set.');
        return false;
    }
    if (ok)
        yield good('/health: leads flow');
    const places = [jurisdiction, region].filter((place) => typeof place === 'string');
    if (places.length > 0)
        yield good(`the data lives in ${places.join(', by a hint in ')}`);
    for (const reason of degraded)
        yield bad('health', `/health: ${reason}`, 'Look into /console.');
    if (Array.isArray(advice))
        for (const hint of advice)
            yield note(`/health: ${hint}`);
    return true;
}
/** The script that was built here. */
const BUILT = new URL('../../../dist/sdk.js', import.meta.url);
/** What browsers need of the script's headers; a reason where it is not so. */
const NEEDS = [
    ({ headers }) => /^(?:text|application)\/javascript\b/.test(headers.get('content-type') ?? '')
        ? undefined
        : `its content type is ${headers.get('content-type') ?? 'missing'}, and browsers want text/javascript`,
    ({ headers }) => headers.get('cross-origin-resource-policy') === 'same-origin'
        ? 'Cross-Origin-Resource-Policy keeps it to the pages of the edge'
        : undefined,
    ({ headers }) => /\bimmutable\b/.test(headers.get('cache-control') ?? '')
        ? 'Cache-Control says immutable, so that no page would ever get an update'
        : undefined,
];
/** The script tag. */
async function* checkScript({ url }) {
    const answer = await askEdge(new URL('/sdk.js', url));
    if (answer.status !== 200) {
        yield bad('/sdk.js', `/sdk.js is answered with status ${answer.status}`, 'Build and deploy again: npm run build && npx wrangler deploy');
        return;
    }
    const faults = NEEDS.flatMap((need) => need(answer) ?? []);
    for (const fault of faults)
        yield bad('/sdk.js', `/sdk.js: ${fault}`, 'Deploy with the headers of dist/_headers.');
    if (faults.length === 0)
        yield good('/sdk.js is served as browsers want it');
    if (existsSync(BUILT) && readFileSync(BUILT, 'utf8') !== answer.text)
        yield note('/sdk.js is not the one in dist/ here: another version is deployed');
}
/** What the console reads; the page around it may be seen by everybody. */
const CONSOLE_DATA = '/console/api/overview';
/** Whether the console's data stay shut for who has no admin token. */
async function* checkConsole({ url }) {
    const { status } = await askEdge(new URL(CONSOLE_DATA, url));
    if (status >= 400 && status < 500)
        yield good('the console is shut without its token');
    else
        yield bad('console', `${CONSOLE_DATA} is answered with status ${status} without a token`, 'Set ADMIN_TOKEN, and check that nothing but the Worker answers.');
}

/** How each kind of record is deleted. A contact is erased for good, not put into the recycle bin. */
const REMOVALS = {
    sales_activity: (id) => `/sales_activities/${id}`,
    contact: (id) => `/contacts/${id}/forget`,
    deal: (id) => `/deals/${id}`,
    task: (id) => `/tasks/${id}`,
    sales_account: (id) => `/sales_accounts/${id}`,
};
/** Lists that show what hangs on one of our contacts, by the kind of their records. */
const ATTACHED = {
    note: 'notes',
    sales_activity: 'activities',
    deal: 'deals',
    task: 'tasks',
};
/** Nothing is there any more. */
const GONE = 404;
/** Remembers every record that came about, so that none is forgotten when a question fails. */
function createCleanup(send) {
    const paths = new Set();
    const emails = [];
    const doubtful = new Set();
    async function attempt(call) {
        try {
            return await send(call);
        }
        catch (error) {
            if (error instanceof CallError)
                return undefined; // becomes a line about what is left behind
            throw error;
        }
    }
    async function succeeds(call) {
        const exchange = await attempt(call);
        const isFine = exchange && (isDone(exchange) || exchange.status === GONE);
        return isFine ? exchange : undefined;
    }
    const atMostTwice = async (call) => (await succeeds(call)) ?? (await succeeds(call));
    /** What doubtful calls made is found by other calls; returns what cannot be found. */
    async function resolveDoubts() {
        const lost = new Set();
        const finders = new Map();
        for (const call of doubtful) {
            const doubt = `what ${call.method} ${call.path} made, perhaps`;
            const found = callsToFind(call, emails);
            if (!found)
                lost.add(doubt);
            for (const finder of found ?? [])
                finders.set(JSON.stringify(finder), { finder, doubt });
        }
        doubtful.clear();
        for (const { finder, doubt } of finders.values()) {
            const exchange = (await attempt(finder)) ?? (await attempt(finder));
            if (exchange === undefined || !isClear(exchange))
                lost.add(doubt);
            else
                for (const path of [...written(exchange), ...attached(exchange)])
                    paths.add(path);
        }
        return [...lost];
    }
    return {
        /** Remembers an address that only we use. */
        owns(email) {
            emails.push(email);
            return email;
        },
        /** Intentionally blind to what was only read: that may be somebody else's. */
        notice(call, exchange) {
            if (call.method === 'GET' || !isDone(exchange))
                return;
            const shown = written(exchange);
            for (const path of shown)
                paths.add(path);
            if (shown.length === 0)
                doubtful.add(call);
        },
        /** A call got no answer: who knows what it did. */
        suspect(call) {
            doubtful.add(call);
        },
        /** Deletes everything, the newest first; returns what could not be deleted. */
        async remove() {
            const left = await resolveDoubts();
            for (const path of [...paths].reverse())
                if (!(await atMostTwice({ method: 'DELETE', path })))
                    left.push(path);
            paths.clear();
            return left;
        },
    };
}
/** A refusal is clear as well: only a record that is not there is refused for what it lacks. */
function isClear(exchange) {
    return isDone(exchange) || exchange.error instanceof RefusedError;
}
/** Where the record that a write answers with is deleted. */
function written(exchange) {
    return Object.entries(REMOVALS).flatMap(([wrapper, pathOf]) => {
        const { id } = recordIn(exchange, wrapper);
        return typeof id === 'number' ? [pathOf(id)] : [];
    });
}
/** The timeline names records of all kinds; a number of another kind may be somebody else's activity. */
function attached(exchange) {
    return Object.entries(ATTACHED).flatMap(([wrapper, list]) => listIn(exchange, list).flatMap((entry) => {
        const id = wrapper === 'sales_activity' ? activityIn(entry) : entry['id'];
        return (typeof id === 'number' && REMOVALS[wrapper]?.(id)) || [];
    }));
}
/** The sales activity that an entry of `GET /contacts/{id}/activities` stands for. */
function activityIn(entry) {
    const { id, actionable_type, actionable_id } = entry;
    if (actionable_type === undefined)
        return id;
    return /^sales_?activity$/i.test(String(actionable_type)) ? actionable_id : undefined;
}
/**
 * Calls whose answers show what another call may have made, although its own answer was lost or
 * shows nothing; undefined when there is no way to find out. Pure.
 */
function callsToFind(call, ownEmails) {
    const { method, path, body } = call;
    if (method !== 'POST' || body === undefined)
        return [];
    if (isObject$1(body['sales_activity']))
        return [findActivities(Number(body['sales_activity']['targetable_id']))];
    if (path === '/tasks')
        return [
            getContact(Number((isObject$1(body['task']) ? body['task'] : body)['targetable_id']), [
                'tasks',
            ]),
        ];
    // By its name it is found, or made now and deleted with the rest.
    if (path.startsWith('/sales_accounts/upsert'))
        return [call];
    if (isObject$1(body['deal'])) {
        const [contactId] = [body['deal']['contacts_added_list']].flat();
        return [getContact(Number(contactId), ['deals'])];
    }
    const text = JSON.stringify(body);
    const mentioned = ownEmails.filter((email) => text.includes(`"${email}"`));
    if (mentioned.length === 0 && path === '/contacts')
        return undefined;
    return mentioned.map((email) => upsertContact({ email, contact: {} }));
}

const LAST_NAME = 'freshsales-edge doctor (delete me)';
function createProbeSession({ account, required, signal, }) {
    const client = createRecordingClient(account);
    const stranger = createRecordingClient({ ...account, apiKey: WRONG_KEY, appToken: WRONG_KEY });
    const run = randomInt(36 ** 5, 36 ** 6).toString(36);
    let records = 0;
    let spent = 0;
    function spend(call, by = client) {
        spent += 1;
        return by.exchange(call);
    }
    const cleanup = createCleanup((call) => spend(call));
    async function send(call, alter) {
        signal.throwIfAborted();
        const by = alter ? createRecordingClient({ ...account, alter }) : client;
        const exchange = await spend(call, by).catch((error) => {
            cleanup.suspect(call);
            throw error;
        });
        cleanup.notice(call, exchange);
        return exchange;
    }
    const name = () => `freshsales-edge doctor ${run} ${++records} (delete me)`;
    const email = () => cleanup.owns(`freshsales-edge-doctor+${run}-${++records}@example.com`);
    const contact = { ...required.contact, last_name: LAST_NAME };
    return {
        contact,
        account: required.account,
        deal: required.deal,
        hasAppToken: account.appToken !== undefined,
        send,
        sendAsStranger: (call) => spend(call, stranger),
        email,
        name,
        // No country has the code 999: an upsert by this number can find nobody.
        mobileNumber: () => `+999${randomInt(10 ** 10, 10 ** 11)}`,
        async makeContact(fields = {}) {
            const emails = email();
            const all = { ...contact, emails, ...fields };
            const exchange = await send(upsertContact({ email: emails, contact: all }));
            if (exchange.error)
                throw new FailedExchange(exchange.error, exchange);
            return recordIn(exchange, 'contact');
        },
        claim: (address) => send(upsertContact({ email: address, contact: {} })),
        cleanUp: () => cleanup.remove(),
        spent: () => spent,
    };
}
/** Fields that every record of the doctor has anyway. */
const GIVEN = new Set(['emails', 'email', 'last_name', 'name', 'amount', 'sales_account_id']);
const BY_TYPE = {
    number: 1,
    decimal: 1,
    currency: 1,
    checkbox: true,
    date: '2030-01-01',
    date_time_split: '2030-01-01T00:00:00Z',
};
/** A value for each field that an admin made compulsory, without which no record could be made. Pure. */
function fillRequired(fields) {
    const needed = fields.filter(({ name, required }) => required === true && !GIVEN.has(name));
    const plain = needed.filter(({ name }) => !name.startsWith('cf_'));
    const custom = needed.filter(({ name }) => name.startsWith('cf_'));
    return {
        ...Object.fromEntries(plain.map((field) => [field.name, valueFor(field, 'id')])),
        ...(custom.length > 0 && {
            custom_field: Object.fromEntries(custom.map((field) => [field.name, valueFor(field, 'value')])),
        }),
    };
}
/** Freshsales' own fields take the id of a choice, custom ones its text. */
function valueFor({ name, type, choices }, chosenBy) {
    const [choice] = choices ?? [];
    if (choice !== undefined)
        return choice[chosenBy];
    if (name === 'website')
        return 'https://example.com';
    return BY_TYPE[type ?? ''] ?? 'doctor';
}

/** The account lacks what the question is about. */
class CannotAsk extends Error {
    name = 'CannotAsk';
}
function differs({ found, simulator }) {
    return JSON.stringify(found) !== JSON.stringify(simulator);
}
/** A value for a person. */
function shown(value) {
    if (typeof value === 'boolean')
        return value ? 'yes' : 'no';
    if (typeof value === 'string')
        return value;
    if (!Array.isArray(value))
        return JSON.stringify(value);
    return value.length === 0 ? 'none' : value.map(shown).join(', ');
}
/** The body of `PUT /simulator/settings` that would give the simulator the ways of the account. */
function settingsLike(facts) {
    const settings = {};
    for (const fact of facts.filter(differs)) {
        const [path, ...values] = fact.setting ?? [];
        const value = fact.settingValue ?? fact.found;
        if (path === undefined || (values.length > 0 && !values.includes(value)))
            continue;
        const [group, name] = path.split('.');
        if (group === undefined)
            continue;
        if (name === undefined)
            settings[group] = value;
        else
            settings[group] = { ...settings[group], [name]: value };
    }
    return settings;
}
/** The most that something takes: looks at the likely number first, then halves. */
async function most({ takes, usual, limit, }) {
    const takesUsual = await takes(usual);
    if (takesUsual && !(await takes(usual + 1)))
        return usual;
    let [taken, tooMany] = takesUsual ? [usual + 1, limit] : [0, usual];
    while (tooMany - taken > 1) {
        const middle = Math.floor((taken + tooMany) / 2);
        if (await takes(middle))
            taken = middle;
        else
            tooMany = middle;
    }
    return taken;
}

/**
 * What accounts call their fields: Freshsales' own labels where they do not resemble the API name,
 * and their translations. A word may stand for several fields; which is meant depends on the record.
 */
// biome-ignore format: a table reads best with one row a line
const LABELS = {
    emails: 'email, e-mail, emails, correo, correo electronico, direccion de correo electronico, e-mail-adresse, adresse e-mail, adresse email, adresse de courriel, courriel, endereco de e-mail, endereco de email',
    first_name: 'nombre, vorname, prenom, primeiro nome, nome',
    last_name: 'apellido, apellidos, nachname, familienname, nom, nom de famille, sobrenome, apelido',
    job_title: 'cargo, puesto, berufsbezeichnung, stellenbezeichnung, position, fonction, poste, intitule du poste',
    work_number: 'work, phone, work phone, trabajo, telefono, telefono del trabajo, telefon, arbeit, geschaftlich, telephone, telephone professionnel, telefone, telefone comercial, trabalho, bureau',
    mobile_number: 'mobile, movil, celular, mobil, mobilnummer, handy, handynummer, portable, telephone portable, telemovel, numero de movil, numero de celular, numero de telefono movil, numero de portable',
    work_email: 'correo del trabajo, correo de trabajo, geschaftliche e-mail, e-mail professionnel, adresse e-mail professionnelle, e-mail comercial, e-mail de trabalho',
    phone: 'telefono, telefon, telephone, telefone',
    address: 'direccion, adresse, anschrift, endereco, morada',
    city: 'ciudad, stadt, ort, ville, cidade',
    state: 'estado, provincia, bundesland, etat, region',
    country: 'pais, land, pays',
    zipcode: 'zip, zip code, postal code, codigo postal, postleitzahl, plz, code postal, cep',
    website: 'sitio web, pagina web, webseite, internetseite, site web, site internet, site',
    lead_source_id: 'source, fuente, origen, quelle, fonte, origem',
    owner_id: 'owner, sales owner, propietario, besitzer, eigentumer, verantwortlicher, vertriebsbesitzer, proprietaire, responsable, proprietario, responsavel',
    contact_status_id: 'status, estado, statut, estado del contacto, estado de contacto, kontaktstatus, statut du contact, status do contato',
    lifecycle_stage_id: 'lifecycle stage, stage, etapa, etapa del ciclo de vida, lebenszyklusphase, phase, etape, etape du cycle de vie, estagio, estagio do ciclo de vida',
    campaign_id: 'campana, kampagne, campagne, campanha',
    lost_reason_id: 'motivo, motivo de perdida, verlustgrund, raison, raison de la perte, motivo da perda',
    territory_id: 'territorio, gebiet, territoire',
    time_zone: 'timezone, zona horaria, zeitzone, fuseau horaire, fuso horario',
    keyword: 'palabra clave, schlusselwort, stichwort, mot cle, palavra chave',
    medium: 'medio, support, meio, midia',
    external_id: 'id externo, externe id, id externe, identifiant externe, identificador externo',
    sales_accounts: 'account, accounts, sales account, sales accounts, cuenta, cuentas, konto, konten, firma, compte, comptes, conta, contas',
    sales_account_id: 'account, account name, sales account, cuenta, nombre de la cuenta, konto, kontoname, compte, nom du compte, conta, nome da conta',
    parent_sales_account_id: 'parent account, cuenta principal, ubergeordnetes konto, hauptkonto, compte parent, conta principal',
    industry_type_id: 'industry, industria, tipo de industria, sector, branche, secteur, setor',
    business_type_id: 'business, tipo de negocio, geschaftstyp, geschaftsart, type d activite, type d entreprise, tipo, tipo de empresa',
    number_of_employees: 'employees, empleados, numero de empleados, mitarbeiter, mitarbeiterzahl, anzahl der mitarbeiter, effectif, nombre d employes, funcionarios, numero de funcionarios',
    annual_revenue: 'revenue, ingresos anuales, jahresumsatz, revenu annuel, chiffre d affaires, chiffre d affaires annuel, receita anual',
    amount: 'deal value, importe, monto, valor del acuerdo, valor del trato, betrag, deal wert, dealwert, montant, valeur de la transaction, valor, valor do negocio',
    currency_id: 'moneda, divisa, wahrung, devise, moeda',
    deal_stage_id: 'stage, etapa, etapa del acuerdo, phase, deal phase, dealphase, etape, etape de la transaction, estagio',
    deal_pipeline_id: 'pipeline, canal, canalizacion',
    deal_reason_id: 'lost reason, motivo, motivo de perdida, grund, verlustgrund, raison, raison de la perte',
    expected_close: 'expected close date, fecha de cierre prevista, erwartetes abschlussdatum, date de cloture prevue, data de fechamento prevista',
    subscription_status: 'estado de suscripcion, abonnementstatus, statut d abonnement, status da assinatura',
};
/** The words of a text, however they are joined and whatever their case and accents: `ExternalId` is ` external id `. */
function wordsOf(text) {
    const spaced = text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
    const plain = spaced
        .normalize('NFD')
        .replace(/[\u0300-\u036f]/g, '')
        .normalize('NFC');
    return ` ${plain
        .toLowerCase()
        .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
        .trim()} `;
}
const BY_FIELD = new Map(Object.entries(LABELS).map(([field, labels]) => [field, labels.split(',').map(wordsOf)]));
/** Everything a field may be called in a refusal, as words; `label` is the account's own. */
function namesOf(field, label) {
    const bare = field.replace(/^cf_/, '');
    const own = [field, bare, bare.replace(/_id$/, ''), ...(label === undefined ? [] : [label])];
    return [...new Set([...own.map(wordsOf), ...(BY_FIELD.get(field) ?? [])])].filter((name) => name.trim().length > 1);
}

/**
 * The field that a text means, of those given, by any name it may have in any of the languages. The
 * longest name counts ("mobile number" is no "number"); of several fields the one that the text
 * begins with; else it is not known which is meant.
 */
function mentionedField(text, fields, labels = {}) {
    const words = wordsOf(text).replace(OPENING, ' ');
    const mentions = [...new Set(fields)].flatMap((field) => namesOf(field, labels[field]).flatMap((name) => mentionOf(words, name, field)));
    const outermost = mentions.filter((one) => !mentions.some((other) => isInside(one, other) && other.field !== one.field));
    const meant = new Set(outermost.map(({ field }) => field));
    if (meant.size <= 1)
        return outermost[0]?.field;
    const leading = new Set(outermost.filter(({ from }) => from === 0).map(({ field }) => field));
    return leading.size === 1 ? [...leading][0] : undefined;
}
/** `The type for Deal stage is invalid.` is not about a field called Type. */
const OPENING = /^ (?:the|el|der|le|o) (?:type|value|tipo|valor|typ) (?:for|of|de|von) /;
function mentionOf(words, name, field) {
    const from = words.indexOf(name);
    return from < 0 ? [] : [{ field, from, to: from + name.length }];
}
function isInside(one, other) {
    const isLonger = other.to - other.from > one.to - one.from;
    return isLonger && other.from <= one.from && other.to >= one.to;
}

/** Every field of the record in a body, those of `custom_field` and of a lead's company and deal included. */
function placesIn(body) {
    return Object.entries(body).flatMap(([key, record]) => key === 'unique_identifier' || !isObject$1(record) ? [] : placesOf(record));
}
function placesOf(holder) {
    return Object.entries(holder).flatMap(([field, value]) => isObject$1(value) ? placesOf(value) : [{ holder, field }]);
}
/** The field that a text means: by its name, or else by the value that the text repeats. */
function placeMeant(places, text, labels = {}) {
    const words = wordsOf(text);
    const first = places.filter((place) => begins(place, words));
    if (first.length === 1)
        return first[0];
    const field = mentionedField(text, places.map((place) => place.field), labels);
    if (field !== undefined)
        return places.find((place) => place.field === field);
    const quoted = places.filter(({ holder, field: name }) => isRepeated(holder[name], words));
    return quoted.length === 1 ? quoted[0] : undefined;
}
/** A shorter value may be a word of the text. */
const MIN_CHARACTERS = 3;
/** `42 already exists.` begins with the value, which may hold the name of another field. */
function begins({ holder, field }, words) {
    const value = holder[field];
    const isPlain = typeof value === 'string' || typeof value === 'number';
    return isPlain && wordsOf(String(value)).length > 2 && words.startsWith(wordsOf(String(value)));
}
function isRepeated(value, words) {
    if (typeof value !== 'string' && typeof value !== 'number')
        return false;
    const own = wordsOf(String(value));
    return own.trim().length >= MIN_CHARACTERS && words.includes(own);
}

/** How Freshsales says that a field must be filled in, in the five languages of its error texts that are told of. */
const COMPULSORY = new RegExp([
    "(?:can't|can’t|cannot|must not|may not) be (?:empty|blank|null)",
    '(?:is|are) (?:required|mandatory|compulsory|missing)',
    'no puede[ns]? (?:estar|quedar|ser|dejarse) (?:vac|en blanco|nul)',
    '(?:es|son) (?:obligatori|requerid|necesari)|campo obligatorio',
    'darf nicht (?:leer|fehlen)|dürfen nicht leer',
    'muss (?:ausgefüllt|angegeben|gesetzt)|müssen ausgefüllt',
    '(?:ist|sind) (?:erforderlich|ein pflichtfeld|pflicht|notwendig)|pflichtfeld',
    'doi(?:t|vent) [êe]tre (?:rempli|renseign|saisi)|ne peu(?:t|vent) (?:pas )?(?:[êe]tre|rester) vide',
    '(?:est|sont) (?:obligatoire|requis|nécessaire)|champ obligatoire',
    'não pode[m]? (?:ficar|estar|ser) (?:em branco|vazi|nul)|nao pode[m]? (?:ficar|estar|ser) (?:em branco|vazi)',
    '(?:é|são) (?:obrigatóri|necessári)|deve[m]? ser preenchid|campo obrigatório',
].join('|'), 'iu');

/** Too long, in the languages of `COMPULSORY`. */
const TOO_LONG = /required length|too long|exceeds|demasiado larg|muy larg|longitud|zu lang|länge|trop long|longueur|muito long|longo demais|comprimento|tamanho|(?:maximum|máximo|maximal|höchstens).{0,80}(?:character|caract|zeichen)/iu;
/** Freshsales' refusals, the first that fits counts. Texts: recorded from live accounts and from clients of it. */
// biome-ignore format: a table reads best with one row a line
const REMEDIES = [
    { says: 'Need to fill this Email', pattern: /need to fill this email/i, remedy: 'keep' },
    { says: 'a@ is an invalid email address', pattern: /invalid email address/i, remedy: 'keep' },
    { says: 'ann@acme.example already exists.', pattern: /@\S{1,253} (?:already|ya|bereits|existiert|existe|já)/iu, remedy: 'keep' },
    { says: 'Email is not unique', pattern: /^(?:e-?mail|contact|name) is not unique/i, remedy: 'keep' },
    { says: "Source can't be empty", pattern: COMPULSORY, remedy: 'keep' },
    { says: 'Invalid or missing attributes', pattern: /invalid or missing attributes/i, remedy: 'keep' },
    { says: 'The value for job_title is not in required length', pattern: TOO_LONG, remedy: 'truncate' },
    { says: 'Invalid contact status provided.', pattern: /invalid contact status/i, remedy: 'drop', field: 'contact_status_id' },
    { says: 'Invalid lifecycle stage provided.', pattern: /invalid lifecycle stage/i, remedy: 'drop', field: 'lifecycle_stage_id' },
    { says: "Deal stage doesn't exist", pattern: /deal stage doesn't exist/i, remedy: 'drop', field: 'deal_stage_id' },
    { says: 'Not a supported time zone', pattern: /not a supported time zone/i, remedy: 'drop', field: 'time_zone' },
];
/** Without these there is no record: dropping them would refuse it for another reason. */
// biome-ignore format: a table reads best with one row a line
const INDISPENSABLE = new Set([
    'emails', 'email', 'name', 'title', 'description', 'targetable_id', 'targetable_type',
    'sales_activity_type_id', 'start_date', 'end_date', 'contacts_added_list',
]);
/** What goes with a field that is left out: it would mean something else alone. */
const PAIRED = {
    currency_id: 'amount',
    deal_pipeline_id: 'deal_stage_id',
};

/** Freshsales makes no deal without an amount; 0 says that none was given, or that the given one was refused. */
function withAmount(call) {
    const deal = call.body?.['deal'];
    if (call.method !== 'POST' || !isObject$1(deal) || deal['amount'] !== undefined)
        return call;
    return { ...call, body: { ...call.body, deal: { ...deal, amount: 0 } } };
}

/** Lengths to try where the account's own is not known: paragraph, short text, and below. */
const LENGTHS = [800, 255, 100, 40];
/** A refusal that names a field does so at its beginning. */
const MAX_MESSAGE_CHARACTERS = 500;
/**
 * Repairs a refused record, so that one bad field costs that field and not the lead. Undefined when
 * no field is to blame that could be spared, or none is recognised: then `bisect` finds it.
 */
function repair(call, error, known = {}) {
    if (call.body === undefined || call.method === 'GET')
        return undefined;
    const body = structuredClone(call.body);
    const problems = error.messages.flatMap((message) => repairOne(body, message.slice(0, MAX_MESSAGE_CHARACTERS), known));
    const isEmptied = problems.length > 0 && placesIn(body).length === 0;
    return problems.length === 0 || isEmptied
        ? undefined
        : { call: withAmount({ ...call, body }), problems };
}
function repairOne(body, message, { lengths = {}, labels }) {
    const places = placesIn(body);
    const known = REMEDIES.find(({ pattern }) => pattern.test(message));
    if (known?.remedy === 'keep')
        return [];
    const place = places.find(({ field }) => field === known?.field) ?? placeMeant(places, message, labels);
    if (place === undefined)
        return [];
    return known?.remedy === 'truncate' ? truncate(body, place, lengths) : drop(place, message);
}
/** Leaves a field out, and what would mean something else without it. */
function drop({ holder, field }, message) {
    const value = holder[field];
    if (INDISPENSABLE.has(field) || value === undefined)
        return [];
    delete holder[field];
    const reason = `left out: Freshsales said ${JSON.stringify(message)}`;
    const paired = PAIRED[field];
    const others = paired === undefined ? [] : drop({ holder, field: paired }, message);
    return [{ field, reason, value }, ...others];
}
function truncate(body, { holder, field }, lengths) {
    const value = holder[field];
    const characters = typeof value === 'string' ? [...value] : [];
    const length = lengths[field] ?? LENGTHS.find((shorter) => shorter < characters.length);
    if (value === undefined || length === undefined || length >= characters.length) {
        return value === undefined ? [] : drop({ holder, field }, 'too long');
    }
    const shortened = characters.slice(0, length).join('').trimEnd();
    holder[field] = shortened;
    const identifier = body['unique_identifier'];
    if (isObject$1(identifier) && identifier[field] === value)
        identifier[field] = shortened;
    return [{ field, reason: `cut to ${length} characters: Freshsales takes no more`, value }];
}

/** `Token <key>`, as two clients write it, instead of `Token token=<key>`. */
function withPlainToken(request) {
    const { headers } = request;
    headers.set('authorization', (headers.get('authorization') ?? '').replace('token=', ''));
    return request;
}
const keys = {
    title: 'How is an API key read?',
    calls: 2,
    async ask(session) {
        const { status, body = 'no JSON' } = await session.sendAsStranger(KEY_QUESTION);
        return [
            {
                what: 'status for a wrong key',
                found: status,
                simulator: 401,
                setting: ['behaviour.badKeyStatus', 401, 403],
            },
            {
                what: 'body for a wrong key',
                found: body,
                simulator: { login: 'failed', message: null },
            },
            {
                what: '"Token <key>" will do',
                found: isDone(await session.send(KEY_QUESTION, withPlainToken)),
                simulator: false,
                setting: ['behaviour.plainTokenAccepted', true, false],
            },
        ];
    },
};
/** Longer than any text that a name may have, shorter than what a request may be. */
const TOO_MANY_CHARACTERS = 20_000;
const refusal = {
    title: 'How is a record refused?',
    calls: 4,
    async ask(session) {
        const badEmail = await session.send(upsertContact({ email: 'doctor@', contact: {} }));
        const { code = null, message = null } = recordIn(badEmail, 'errors');
        const email = session.email();
        const first_name = 'x'.repeat(TOO_MANY_CHARACTERS);
        const call = upsertContact({ email, contact: { ...session.contact, first_name } });
        const { status, error } = await session.send(call);
        const fixed = error instanceof RefusedError ? repair(call, error) : undefined;
        return [
            { what: 'status of a bad e-mail', found: badEmail.status, simulator: 400 },
            {
                what: 'form of the message',
                found: Array.isArray(message)
                    ? 'list'
                    : isObject$1(message)
                        ? 'object'
                        : typeof message === 'string'
                            ? 'text'
                            : 'none',
                simulator: 'list',
                setting: ['behaviour.errorMessages', 'list', 'text'],
            },
            { what: 'errors.code', found: code, simulator: 400 },
            { what: 'status of a too long name', found: status, simulator: 400 },
            {
                what: 'the edge understands it and can cut the name',
                found: fixed !== undefined,
                simulator: true,
            },
        ];
    },
};
/** Words that a refusal in this language can hardly do without. */
const LANGUAGES = {
    en: /\b(?:the|is|not|too|must)\b/i,
    de: /\b(?:ist|hat|nicht|der|die|zu)\b/i,
    pt: /não|\bcomprimento\b|\bmuito\b/i,
    fr: /n'|\b(?:est|pas|trop)\b/i,
    es: /\b(?:no|es|tiene|demasiado)\b/i,
};
/** The edge repairs a refused record by these words. */
const wording = {
    title: 'In which words is a field refused?',
    calls: 5,
    async ask(session) {
        const mobile_number = session.mobileNumber();
        await session.makeContact({ mobile_number });
        const { id } = await session.makeContact();
        const first_name = 'x'.repeat(TOO_MANY_CHARACTERS);
        const call = updateContact(Number(id), { mobile_number, first_name });
        const text = (await session.send(call)).words.join('; ');
        const languages = Object.entries(LANGUAGES);
        const [language = 'unknown'] = languages.find(([, sign]) => sign.test(text)) ?? [];
        return [
            {
                what: 'language',
                found: language,
                simulator: 'en',
                setting: ['language', ...Object.keys(LANGUAGES)],
            },
            {
                what: 'a field is called by its',
                found: SPELLINGS.find(([, sign]) => sign.test(text))?.[0] ?? 'label',
                simulator: 'label',
                setting: ['behaviour.fieldsInRefusals'],
            },
        ];
    },
};
/** Recorded refusals in English mix `MobileNumber` and `first_name`, which counts as labels. */
const SPELLINGS = [
    ['name', /mobile_number/],
    ['camel', /FirstName/],
    ['english', /First name/],
];
const KNOWN = ['x-ratelimit-limit', 'x-ratelimit-remaining'];
const quotaHeaders = {
    title: 'What do the headers say of the quota?',
    calls: 1,
    async ask(session) {
        const { headers } = await session.send(KEY_QUESTION);
        const others = [...headers].filter(([name]) => /rate-?limit|quota|retry-after/i.test(name) && !KNOWN.includes(name));
        return [
            {
                what: 'X-RateLimit-Limit and -Remaining',
                found: KNOWN.every((name) => headers.has(name)),
                simulator: true,
                setting: ['rateLimitHeaders', true, false],
            },
            // With its value: the form of X-RateLimit-Reset is what nobody knows.
            {
                what: 'further headers',
                found: others.map(([name, value]) => `${name}: ${value}`),
                simulator: [],
            },
        ];
    },
};
/** What the account answers, whatever the record. */
const answerQuestions = [keys, refusal, wording, quotaHeaders];

const activities = {
    title: 'What does a sales activity need, and where is it found again?',
    calls: 14,
    async ask(session) {
        const { id } = await session.makeContact();
        const contactId = Number(id);
        const { activity, builtIn } = await describeActivity(session);
        const send = (fields) => session.send(createActivity({ activity: fields, target: { type: 'Contact', id: contactId } }));
        const { owner_id: _owner, ...ownerless } = activity;
        const { end_date: _end, ...endless } = activity;
        const complete = await send(activity);
        const facts = [
            {
                what: 'status of a new one',
                found: complete.status,
                simulator: 201,
                setting: ['behaviour.activityCreatedStatus', 200, 201],
            },
            required('owner', await send(ownerless), {
                simulator: false,
                setting: 'behaviour.activityOwnerRequired',
            }),
            required('end', await send(endless), {
                simulator: true,
                setting: 'behaviour.activityEndRequired',
            }),
        ];
        if (builtIn !== undefined)
            facts.push({
                what: 'built-in types are refused',
                found: !isDone(await send({ ...activity, sales_activity_type_id: builtIn })),
                simulator: true,
                setting: ['behaviour.builtInActivityTypesRefused', true, false],
            });
        return [...facts, ...(await findAgain(session, { contactId, complete }))];
    },
};
function required(what, exchange, { simulator, setting }) {
    const found = !isDone(exchange);
    return { what: `${what} is compulsory`, found, simulator, setting: [setting, true, false] };
}
/** An activity with everything that one may have, of a type that an admin made if there is one. */
async function describeActivity(session) {
    const types = listIn(await session.send(listCall('sales_activity_types')), LISTS.sales_activity_types.answerKey);
    const builtIn = types.find((type) => type['is_default'] === true)?.['id'];
    const own = types.find((type) => type['is_default'] !== true)?.['id'];
    const type = own ?? builtIn;
    if (type === undefined)
        throw new CannotAsk('the account has no sales activity type');
    const [owner] = listIn(await session.send(listCall('owners')), LISTS.owners.answerKey);
    const now = new Date().toISOString();
    return {
        builtIn: typeof builtIn === 'number' ? builtIn : undefined,
        activity: {
            title: session.name(),
            sales_activity_type_id: type,
            start_date: now,
            end_date: now,
            owner_id: owner?.['id'] ?? null,
            notes: 'Made by npm run doctor',
        },
    };
}
/** The edge looks for an activity after a crash, and writes on in it while a visit goes on. */
async function findAgain(session, { contactId, complete }) {
    const { id } = recordIn(complete, 'sales_activity');
    const listed = listIn(await session.send(findActivities(contactId)), 'activities');
    const updated = await session.send(updateActivity(Number(id), { notes: 'Changed' }));
    return [
        {
            what: 'GET /contacts/{id}/activities lists it',
            found: listed.some((entry) => activityIn(entry) === id),
            simulator: true,
        },
        {
            what: 'that list is of',
            found: listed.some((entry) => 'actionable_type' in entry) ? 'timeline' : 'sales activities',
            simulator: 'timeline',
            setting: ['behaviour.contactActivities', 'timeline', 'sales activities'],
        },
        { what: 'status of a change', found: updated.status, simulator: 200 },
    ];
}
/** Clients of the API disagree, and an admin may make it compulsory. */
const deals = {
    title: 'Does a deal need an account?',
    calls: 8,
    async ask(session) {
        const { id } = await session.makeContact();
        const deal = { ...session.deal, contacts_added_list: [Number(id)] };
        const alone = await session.send(createDeal({ ...deal, name: session.name() }));
        if (isDone(alone))
            return [needsAccount(false)];
        const account = upsertAccount({ name: session.name(), account: session.account });
        const made = recordIn(await session.send(account), 'sales_account');
        const sales_account_id = made['id'] ?? null;
        const withAccount = createDeal({ ...deal, name: session.name(), sales_account_id });
        const other = await session.send(withAccount);
        if (isDone(other))
            return [needsAccount(true)];
        throw new CannotAsk(`the account takes no deal (status ${other.status}): ${other.words.join('; ')}`);
    },
};
function needsAccount(found) {
    return {
        what: 'a deal without an account is refused',
        found,
        simulator: true,
        setting: ['required.deal'],
        settingValue: found ? ['sales_account_id'] : [],
    };
}
/** Other integrations make tasks, and clients disagree about their bodies. */
const tasks = {
    title: 'Does a task need its wrapper?',
    calls: 6,
    async ask(session) {
        const { id } = await session.makeContact();
        const send = (wrap) => {
            const target = { targetable_type: 'Contact', targetable_id: Number(id) };
            const task = { title: session.name(), due_date: '2030-01-01T12:00:00Z', ...target };
            return session.send({ method: 'POST', path: '/tasks', body: wrap(task) });
        };
        const isFlatTaken = isDone(await send((task) => task));
        if (!isFlatTaken && !isDone(await send((task) => ({ task }))))
            throw new CannotAsk('the account takes no task');
        return [
            {
                what: 'a task without its wrapper is refused',
                found: !isFlatTaken,
                simulator: false,
                setting: ['behaviour.taskWrapperRequired', true, false],
            },
        ];
    },
};
/** What hangs on a contact. */
const attachedQuestions = [activities, deals, tasks];

const identifiers = {
    title: 'What may an upsert find a contact by?',
    calls: 14,
    async ask(session) {
        const { keys, externalId } = await tryKeys(session);
        const { status } = await session.send(upsert({ emails: session.email() }, session.contact));
        const facts = [
            {
                what: 'keys of unique_identifier',
                found: keys,
                simulator: ['emails', 'id', 'external_id', 'mobile_number'],
                setting: ['behaviour.contactIdentifiers'],
            },
            { what: 'status of emails in unique_identifier only', found: status, simulator: 201 },
        ];
        if (!keys.includes('external_id'))
            return facts;
        const again = await session.send(upsert({ external_id: externalId }, { job_title: 'Tester' }));
        return [
            ...facts,
            {
                what: 'status of a known external_id, without emails',
                found: again.status,
                simulator: 200,
            },
        ];
    },
};
/** Tries each key on a contact of its own. */
async function tryKeys(session) {
    const { id = 0 } = await session.makeContact();
    const [emails, email] = [session.email(), session.email()];
    const externalId = session.name();
    const candidates = {
        emails: [emails, { emails }],
        email: [email, { emails: email }],
        id: [id, {}],
        external_id: [externalId, { emails: session.email() }],
        mobile_number: [session.mobileNumber(), { emails: session.email() }],
    };
    const keys = [];
    for (const [key, [value, addresses]] of Object.entries(candidates)) {
        const exchange = await session.send(upsert({ [key]: value }, { ...session.contact, ...addresses }));
        if (isDone(exchange) && 'id' in recordIn(exchange, 'contact'))
            keys.push(key);
    }
    return { keys, externalId };
}
function upsert(unique_identifier, contact) {
    return { method: 'POST', path: '/contacts/upsert', body: { unique_identifier, contact } };
}
const uniqueness = {
    title: 'What must a contact have, and have alone?',
    calls: 9,
    async ask(session) {
        return [
            {
                what: 'a new contact needs',
                found: (await isMadeByMobile(session)) ? 'email or mobile' : 'email',
                simulator: 'email',
                setting: ['behaviour.contactNeeds', 'email', 'email or mobile'],
            },
            {
                what: 'fields that no two contacts share',
                found: await unshared(session),
                simulator: ['mobile_number', 'external_id'],
                setting: ['behaviour.uniqueContactFields'],
            },
        ];
    },
};
async function isMadeByMobile(session) {
    const contact = { ...session.contact, mobile_number: session.mobileNumber() };
    const call = { method: 'POST', path: '/contacts', body: { contact } };
    return isDone(await session.send(call));
}
/** Gives a second contact, one by one, what the first has. */
async function unshared(session) {
    const values = {
        mobile_number: session.mobileNumber(),
        work_number: session.mobileNumber(),
        external_id: session.name(),
    };
    await session.makeContact(values);
    const { id } = await session.makeContact();
    const refused = [];
    for (const [field, value] of Object.entries(values)) {
        const exchange = await session.send(updateContact(Number(id), { [field]: value }));
        if (!isDone(exchange))
            refused.push(field);
    }
    return refused;
}
/** How contacts are made and found. */
const contactQuestions = [identifiers, uniqueness];
const addresses = {
    title: 'Does another e-mail address replace the first?',
    calls: 3,
    async ask(session) {
        const { email: first = '' } = await session.makeContact();
        const second = session.email();
        const exchange = await session.send(upsertContact({ email: String(first), contact: { emails: second } }));
        const { emails = [] } = recordIn(exchange, 'contact');
        const kept = (Array.isArray(emails) ? emails : []).filter(isObject$1).map(({ value }) => value);
        return [
            {
                what: 'an address sent as emails',
                found: kept.includes(second) ? (kept.includes(first) ? 'add' : 'replace') : 'ignore',
                simulator: 'replace',
                setting: ['behaviour.emailsInUpdate', 'replace', 'add'],
            },
        ];
    },
};
const furtherAddresses = {
    title: 'What are further e-mail addresses good for?',
    calls: 22,
    async ask(session) {
        const { id, email } = await session.makeContact();
        const second = session.email();
        const emails = listOf([String(email), second]);
        await session.send(updateContact(Number(id), { emails }));
        const found = await session.send(upsertContact({ email: second, contact: session.contact }));
        const isSame = isDone(found) && recordIn(found, 'contact')['id'] === id;
        return [
            {
                what: 'an upsert finds a contact by',
                found: isSame ? 'any' : 'primary',
                simulator: 'primary',
                setting: ['behaviour.emailIdentity', 'any', 'primary'],
            },
            {
                what: 'most addresses of a contact',
                found: await most({ takes: (count) => takesEmails(session, count), usual: 10, limit: 32 }),
                simulator: 10,
                setting: ['behaviour.mostEmails'],
            },
        ];
    },
};
async function takesEmails(session, count) {
    const emails = listOf(Array.from({ length: count }, () => session.email()));
    const contact = { ...session.contact, emails };
    const made = await session.send({ method: 'POST', path: '/contacts', body: { contact } });
    const kept = recordIn(made, 'contact')['emails'];
    return Array.isArray(kept) && kept.length === count;
}
function listOf(addresses) {
    return addresses.map((value, index) => ({ value, is_primary: index === 0 }));
}
const recycleBin = {
    title: 'What becomes of the address of a deleted contact?',
    calls: 5,
    async ask(session) {
        const { id, email } = await session.makeContact();
        await session.send({ method: 'DELETE', path: `/contacts/${id}` });
        const again = await session.send(upsertContact({ email: String(email), contact: session.contact }));
        const isRestored = isDone(again) && recordIn(again, 'contact')['id'] === id;
        return [
            {
                what: 'the address is still taken',
                found: isRestored ? 'the contact comes back' : !isDone(again),
                simulator: false,
                setting: ['behaviour.recycleBinBlocksEmail', true, false],
            },
        ];
    },
};
/** What e-mail addresses do. */
const addressQuestions = [addresses, furtherAddresses, recycleBin];

const FIELDS = ['first', 'last', 'latest'].flatMap((touch) => ['source', 'medium', 'campaign'].map((part) => `${touch}_${part}`));
/** Likely, so looked at first. */
const USUAL_LENGTH = 255;
/** Longer than any field of a line. */
const LONGEST = 2048;
const attribution = {
    title: 'May the first and the latest touch be written?',
    calls: 18,
    async ask(session) {
        const { id } = await session.makeContact();
        const contactId = Number(id);
        const values = Object.fromEntries(FIELDS.map((field) => [field, `doctor ${field}`]));
        await session.send(updateContact(contactId, values));
        const stored = recordIn(await session.send(getContact(contactId)), 'contact');
        const kept = FIELDS.filter((field) => stored[field] === values[field]);
        const takes = async (characters) => {
            const first_source = 'x'.repeat(characters);
            const exchange = await session.send(updateContact(contactId, { first_source }));
            return isDone(exchange) && recordIn(exchange, 'contact')['first_source'] === first_source;
        };
        const length = kept.includes('first_source')
            ? await most({ takes, usual: USUAL_LENGTH, limit: LONGEST })
            : null;
        return [
            { what: 'fields that keep what is sent', found: kept, simulator: FIELDS },
            { what: 'most characters of first_source', found: length, simulator: USUAL_LENGTH },
        ];
    },
};
const subscription = {
    title: 'What mail is a contact subscribed to?',
    calls: 4,
    async ask(session) {
        const { id, subscription_status = null } = await session.makeContact();
        const write = async (subscription_types) => {
            const exchange = await session.send(updateContact(Number(id), { subscription_types }));
            return recordIn(exchange, 'contact')['subscription_types'] ?? `status ${exchange.status}`;
        };
        return [
            {
                what: 'subscription_status of a new contact',
                found: subscription_status,
                simulator: 1,
                setting: ['behaviour.newSubscriptionStatus', 1, 2],
            },
            { what: 'the text "2;3" becomes', found: await write('2;3'), simulator: '2;3' },
            { what: 'the list ["4", "5"] becomes', found: await write(['4', '5']), simulator: '4;5' },
        ];
    },
};
/** What becomes of the values of single fields. */
const fieldQuestions = [attribution, subscription];

/** A status of a path that is not there. */
const NOT_FOUND = 404;
const tracking = {
    title: 'Is the tracking API there?',
    calls: 10,
    async ask(session) {
        if (!session.hasAppToken)
            throw new CannotAsk('FRESHSALES_APP_TOKEN is not set');
        const email = session.email();
        const visitor = trackVisitor(email, { 'Last name': LAST_NAME, Email: email, fs_contact: true });
        const identified = await session.send(visitor);
        const served = {
            what: 'it is there',
            found: identified.status !== NOT_FOUND,
            simulator: true,
            setting: ['tracking', true, false],
        };
        if (!served.found)
            return [served];
        const name = session.name();
        const event = await session.send(trackEvent(email, { name, properties: {} }));
        const page = await session.send(trackPageView(email, { url: 'https://example.com/doctor' }));
        const stranger = await session.sendAsStranger(visitor);
        // An upsert finds the contact at once, where a search would lag; a new one says there was none.
        const claimed = await session.claim(email);
        const contactId = Number(recordIn(claimed, 'contact')['id']);
        const { body: timeline = null } = await session.send(findActivities(contactId));
        return [
            served,
            await oddBodies(session, visitor),
            { what: 'status of a visitor', found: identified.status, simulator: 200 },
            { what: 'status of an event', found: event.status, simulator: 200 },
            { what: 'status of a page view', found: page.status, simulator: 200 },
            { what: 'status with a wrong app token', found: stranger.status, simulator: 401 },
            {
                what: 'a visitor with an e-mail is a contact at once',
                found: isDone(identified) && claimed.status === 200,
                simulator: true,
            },
            {
                what: 'GET /contacts/{id}/activities lists the event',
                found: JSON.stringify(timeline).includes(name),
                simulator: false,
            },
        ];
    },
};
/** The official libraries name an `sdk` and wrap the labels; one client does neither. */
async function oddBodies(session, visitor) {
    const { identifier = '', visitor: labels } = visitor.body ?? {};
    const bare = { ...visitor, body: { identifier, ...(isObject$1(labels) ? labels : {}) } };
    const isTaken = {
        'without sdk': isDone(await session.send(visitor, withoutSdk)),
        'with labels beside the identifier': isDone(await session.send(bare)),
    };
    const taken = Object.entries(isTaken).flatMap(([how, is]) => (is ? [how] : []));
    return {
        what: 'visitors are also taken',
        found: taken,
        simulator: [],
        setting: ['behaviour.trackingBody', 'official', 'any'],
        settingValue: ['official', 'in part', 'any'][taken.length] ?? 'official',
    };
}
async function withoutSdk(request) {
    const { sdk: _sdk, ...body } = (await request.json());
    const { url, method, headers } = request;
    return new Request(url, { method, headers, body: JSON.stringify(body) });
}

/**
 * In the order in which they are asked. Intentionally without a 429: provoking one would use up the
 * hour of every other integration of the account.
 */
const QUESTIONS$1 = [
    tracking,
    ...answerQuestions,
    ...contactQuestions,
    ...addressQuestions,
    ...fieldQuestions,
    ...attachedQuestions,
];
/** Three lists of fields, whether the key is good, and whether a host of one's own is Freshsales. */
const preparingCalls = ({ domain }) => (isOwnHost(domain) ? 5 : 4);
/** Asks the account all questions, one after the other, and says where it differs from the simulator. */
async function probe(account, options) {
    const { report, isConfirmed, signal } = options;
    const calls = QUESTIONS$1.reduce((sum, question) => sum + question.calls, preparingCalls(account));
    report.say(`  ${account.domain.origin}: ${QUESTIONS$1.length} questions, at most ${calls} calls.`);
    report.say('  Makes records named "freshsales-edge doctor … (delete me)" and deletes them again.');
    if (!isConfirmed)
        return report.add([bad('--yes', 'nothing was sent', 'npm run doctor -- --probe --yes')]);
    const preparation = await prepare(account, calls);
    if ('mark' in preparation)
        return report.add([preparation]);
    const session = createProbeSession({ account, required: preparation, signal });
    const facts = [];
    for (const question of QUESTIONS$1) {
        report.title(question.title);
        facts.push(...(await ask(question, { account, session, report })));
        if (signal.aborted)
            break;
    }
    report.title('Result');
    await report.add(conclude(facts));
    for (const line of instructions(facts))
        report.say(line);
    report.say(`  ${session.spent() + preparingCalls(account)} calls were spent.`);
}
/** What the account makes compulsory; or what is in the way, such as too few calls to clean up. */
async function prepare(account, calls) {
    const client = createRecordingClient(account);
    try {
        const stranger = await findStrangeHost(account);
        if (stranger)
            return stranger;
        const lists = createLists(client);
        const contact = fillRequired(await lists.entries('contact_fields'));
        const filled = fillRequired(await lists.entries('account_fields'));
        const deal = fillRequired(await lists.entries('deal_fields'));
        await client.send(KEY_QUESTION);
        const { remaining } = client.quota() ?? {};
        return remaining !== undefined && remaining < calls
            ? bad('quota', `only ${remaining} calls are left in this hour`, 'Wait until it is over.')
            : { contact, account: filled, deal };
    }
    catch (error) {
        return explain(error, account);
    }
}
async function ask(question, { account, session, report }) {
    let facts = [];
    try {
        facts = await question.ask(session);
        await report.add(facts.map(toFinding));
    }
    catch (error) {
        await report.add([failure(error, account)]);
    }
    const left = await session.cleanUp();
    await report.add(left.map((each) => bad('what is left behind', `not deleted: ${each}`, 'Delete it in Freshsales.')));
    return facts;
}
function toFinding(fact) {
    const text = `${fact.what}: ${shown(fact.found)}`;
    return differs(fact) ? note(`${text} (the simulator: ${shown(fact.simulator)})`) : good(text);
}
function failure(error, account) {
    if (error instanceof CannotAsk)
        return note(`not asked: ${error.message}`);
    if (error instanceof Error && error.name === 'AbortError')
        return bad('the probe', 'stopped on request', 'Start it again: it begins from the start.');
    return { ...explain(error, account), subject: 'the probe' };
}
function conclude(facts) {
    const differing = facts.filter(differs).length;
    return differing === 0
        ? [good('the account behaves as the simulator does')]
        : [note(`the account differs from the simulator in ${differing} of ${facts.length} facts`)];
}
/** How to give the simulator this account's ways. */
function instructions(facts) {
    const settings = settingsLike(facts);
    if (Object.keys(settings).length === 0)
        return [];
    return [
        '      To make the simulator alike, under npm start:',
        `      curl -X PUT http://localhost:8788/simulator/settings -d '${JSON.stringify(settings)}'`,
    ];
}

const MARKS = {
    good: { sign: '✓', colour: 'green' },
    note: { sign: '!', colour: 'yellow' },
    bad: { sign: '✗', colour: 'red' },
};
/** Shorter texts are no secrets, and occur in words. */
const MIN_SECRET_CHARACTERS = 6;
function createReport({ write, isTerminal }) {
    const secrets = new Set();
    const subjects = new Set();
    let notes = 0;
    const paint = (colour, text) => isTerminal ? styleText(colour, text) : text;
    const print = (line) => {
        let shown = line;
        for (const secret of secrets)
            shown = shown.replaceAll(secret, '•••');
        write(`${shown}\n`);
    };
    function show({ mark, text, advice, subject }) {
        const { sign, colour } = MARKS[mark];
        print(`  ${paint(colour, sign)} ${text}`);
        if (advice !== undefined)
            print(`      ${advice}`);
        if (mark === 'note')
            notes += 1;
        if (mark === 'bad')
            subjects.add(subject ?? text);
    }
    return {
        title: (text) => print(`\n${paint('bold', text)}`),
        say: print,
        hide(texts) {
            for (const text of texts)
                if (text.length >= MIN_SECRET_CHARACTERS)
                    secrets.add(text);
        },
        async add(findings) {
            for await (const finding of findings)
                show(finding);
        },
        end() {
            const remarks = notes === 0 ? '' : ` (${notes === 1 ? '1 note' : `${notes} notes`})`;
            if (subjects.size === 0)
                print(`\n${paint('green', 'tested')}${remarks}`);
            else
                print(`\n${paint('red', 'mend:')} ${[...subjects].join(', ')}${remarks}`);
            return subjects.size === 0 ? 0 : 1;
        },
    };
}

/** Exit code for a command that cannot be understood. */
const MISTYPED$1 = 2;
/** Does what was asked for; returns the exit code. */
async function run$1(surroundings) {
    const command = parseCommand(surroundings.arguments);
    if (!command.ok) {
        surroundings.write(`${command.reason}\nHelp: npm run doctor -- --help\n`);
        return MISTYPED$1;
    }
    if (command.value.kind === 'help') {
        surroundings.write(USAGE$4);
        return 0;
    }
    const report = createReport(surroundings);
    await carryOut$1(command.value, { report, surroundings });
    return report.end();
}
async function carryOut$1(command, work) {
    switch (command.kind) {
        case 'configuration':
            return examineConfiguration(command.where, work);
        case 'edge':
            return examineEdge(command.edge, work);
        case 'probe':
            return probeAccount(command, work);
    }
}
async function examineConfiguration(where, work) {
    const { report } = work;
    report.title('Configuration');
    const variables = await readVariables(where, work);
    if (!variables)
        return;
    const written = readAsWritten(variables.env);
    const { findings, config } = checkVariables(variables, written);
    await report.add(findings);
    await report.add(checkBindings(variables));
    const { access } = readAccess(variables);
    if (!access)
        return;
    report.title(`Account ${access.domain.origin}`);
    const keys = { ...access, apiKeys: [access.apiKey] };
    await report.add(config ? checkAccount(config, written) : checkAccess(keys));
}
async function examineEdge(edge, { report }) {
    report.title(`Edge ${edge.url.origin}`);
    await report.add(checkEdge(edge));
}
async function probeAccount({ where, isConfirmed }, work) {
    const { report, surroundings } = work;
    report.title('Probe');
    const variables = await readVariables(where, work);
    if (!variables)
        return;
    const { findings, access } = readAccess(variables);
    if (!access)
        return report.add(findings);
    await probe(access, { report, isConfirmed, signal: surroundings.takeInterrupts() });
}
async function readVariables(where, { report, surroundings }) {
    const read = await readPlaces(where, {
        directory: surroundings.directory,
        processEnvironment: surroundings.environment,
    });
    if (!read.ok) {
        await report.add([
            bad(where.config, read.reason, 'Run it where wrangler.jsonc is, or name it with --config.'),
        ]);
        return undefined;
    }
    const variables = gatherVariables(read.value);
    report.hide(SECRETS.map((name) => String(variables.env[name] ?? '')));
    return variables;
}

/** The first Ctrl-C lets a probe delete what it made; a second one ends the process at once. */
function takeInterrupts() {
    const interrupted = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'])
        process.once(signal, () => interrupted.abort());
    return interrupted.signal;
}

/** The folder of this package, wherever this file was bundled to. */
function packageRoot() {
    let folder = path.dirname(fileURLToPath(import.meta.url));
    while (!isRoot(folder)) {
        const above = path.dirname(folder);
        if (above === folder)
            throw new Error('freshsales-edge is not installed as a package');
        folder = above;
    }
    return folder;
}
function isRoot(folder) {
    try {
        return readPackage(folder).name === 'freshsales-edge';
    }
    catch {
        return false; // no package.json here
    }
}
function readPackage(folder) {
    return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
}

/** Prints what there is to say; answers with the exit code. */
function say(text, code = 0) {
    console.log(text);
    return code;
}

const USAGE$3 = `
npx freshsales-edge init [--domain acme.myfreshworks.com] [--origin https://www.acme.com]

Writes what an edge needs into this folder: wrangler.jsonc, package.json, .gitignore. Asks for what is
not said. A file that is there is left alone.
`;
const QUESTIONS = {
    domain: {
        ask: 'The address of your Freshsales account, such as acme.myfreshworks.com: ',
        read: (text) => parseDomain(text),
    },
    origin: {
        ask: 'The address of your site, such as https://www.acme.com: ',
        read: (text) => parseOrigin(text),
    },
};
async function init(typed, directory) {
    const { values } = parseArgs({
        args: [...typed],
        options: {
            domain: { type: 'string' },
            origin: { type: 'string' },
            help: { type: 'boolean', short: 'h', default: false },
        },
    });
    if (values.help)
        return say(USAGE$3);
    if (existsSync(path.join(directory, 'wrangler.jsonc')))
        return say('There is a wrangler.jsonc here already; this command changes none.', 1);
    const answers = {};
    for (const name of ['domain', 'origin']) {
        const answer = values[name] ?? (await askFor(name));
        const read = QUESTIONS[name].read(answer);
        if (!read.ok)
            return say(`--${name}: "${answer}" ${read.reason}`, 1);
        answers[name] = answer;
    }
    for (const [file, text] of Object.entries(filesFor(answers)))
        if (!existsSync(path.join(directory, file)))
            writeFileSync(path.join(directory, file), text);
    return say(NEXT);
}
const NEXT = `
Written. Now:

  npm install
  npx wrangler login
  npx wrangler deploy
  npx wrangler secret put FRESHSALES_API_KEY   # Freshsales → Settings → API Settings
  npx wrangler secret put ADMIN_TOKEN          # opens the console: openssl rand -base64 24

and open /console at the address that the deployment prints.
`;
async function askFor(name) {
    if (process.stdin.isTTY !== true)
        return '';
    const lines = createInterface({ input: process.stdin, output: process.stdout });
    try {
        return (await lines.question(QUESTIONS[name].ask)).trim();
    }
    finally {
        lines.close();
    }
}
/** By name: the product's own wrangler.jsonc, with the paths of the installed package. */
function filesFor({ domain, origin }) {
    const root = packageRoot();
    const { version } = readPackage(root);
    const installed = './node_modules/freshsales-edge';
    const wrangler = readFileSync(path.join(root, 'wrangler.jsonc'), 'utf8')
        .replace('"./wrangler.schema.json"', `"${installed}/wrangler.schema.json"`)
        .replace('"dist/worker.js"', `"${installed}/dist/worker.js"`)
        .replace('"./dist"', `"${installed}/dist"`)
        .replace('"FRESHSALES_DOMAIN": ""', `"FRESHSALES_DOMAIN": ${JSON.stringify(domain)}`)
        .replace('"ALLOWED_ORIGINS": ""', `"ALLOWED_ORIGINS": ${JSON.stringify(origin)}`)
        // What is said to those who deploy by the button.
        .replace(/ *\/\/ Asked by the [\s\S]*?(?= *"vars")/, '');
    const manifest = {
        private: true,
        scripts: { deploy: 'wrangler deploy', doctor: 'freshsales-edge' },
        devDependencies: { 'freshsales-edge': `^${version}`, wrangler: '^4' },
    };
    return {
        'wrangler.jsonc': wrangler,
        'package.json': `${JSON.stringify(manifest, undefined, 2)}\n`,
        '.gitignore': 'node_modules\n.wrangler/\n.dev.vars\n',
    };
}

const USAGE$2 = `
npx freshsales-edge simulator [--port 8788] [--directory .freshsales]

Runs a Freshsales of your own: its API at http://localhost:8788 with the key demo-api-key, and its
page in the browser. What is written is kept in the directory.
`;
/** Runs the simulated CRM by Wrangler, which is fetched by npx where it is not installed. */
async function simulator(typed, directory) {
    const { values } = parseArgs({
        args: [...typed],
        options: {
            port: { type: 'string', default: '8788' },
            directory: { type: 'string', default: '.freshsales' },
            help: { type: 'boolean', short: 'h', default: false },
        },
    });
    if (values.help)
        return say(USAGE$2);
    if (!/^\d{1,5}$/.test(values.port))
        return say(`--port takes a number, not "${values.port}".`, 2);
    const root = packageRoot();
    const wrangler = spawn('npx', [
        ...['--yes', 'wrangler@4', 'dev', path.join(root, '.demo', 'freshsales.js'), '--no-bundle'],
        ...['--config', path.join(root, 'demo', 'freshsales', 'wrangler.jsonc')],
        ...['--port', values.port, '--persist-to', path.resolve(directory, values.directory)],
    ], { cwd: directory, stdio: 'inherit' });
    const [code] = (await once(wrangler, 'exit'));
    return code ?? 0;
}

const USAGE$1 = `
npx freshsales-edge test-server [--port 8790] [--crm-port 8791] [--var NAME=VALUE]… [--log] [--json]

Starts an edge and a simulated Freshsales, both empty, on free ports or on those given, and says where they
are. Pages of any address may send to it. Ends on Ctrl-C, and with the program that started it.

  --var NAME=VALUE  a setting of the edge, as in wrangler.jsonc
  --log             prints what the edge logs
  --json            says it to a program: {"url":…,"writeKey":…,"crmUrl":…,"adminToken":…}, one line
`;
async function testServer(typed) {
    const { values } = parseArgs({
        args: [...typed],
        options: {
            port: { type: 'string' },
            'crm-port': { type: 'string' },
            var: { type: 'string', multiple: true, default: [] },
            log: { type: 'boolean', default: false },
            json: { type: 'boolean', default: false },
            help: { type: 'boolean', short: 'h', default: false },
        },
    });
    if (values.help)
        return say(USAGE$1);
    // From the first moment on: whoever starts it may change their mind before it runs.
    const stopped = whenToldToStop();
    try {
        const server = await startTestServer({
            ...portNamed('port', values.port),
            ...portNamed('crmPort', values['crm-port']),
            settings: settingsOf(values.var),
            log: values.log,
        });
        const { url, writeKey, crmUrl, adminToken } = server;
        const told = { url, writeKey, crmUrl, adminToken };
        console.log(values.json ? JSON.stringify(told) : welcome(server));
        await stopped;
        await server.stop();
        return 0;
    }
    catch (error) {
        if (error instanceof TestServerError)
            return say(error.message, 1);
        throw error;
    }
    finally {
        // It would keep this process running as long as somebody holds the other end.
        process.stdin.destroy();
    }
}
function portNamed(name, text) {
    if (text === undefined)
        return {};
    const port = Number(text);
    if (Number.isInteger(port) && port >= 1 && port <= 65_535)
        return { [name]: port };
    const option = name === 'port' ? '--port' : '--crm-port';
    throw new TestServerError(`${option} takes a number from 1 to 65535, not "${text}".`);
}
function settingsOf(given) {
    return Object.fromEntries(given.map((each) => {
        const at = each.indexOf('=');
        if (at < 1)
            throw new TestServerError(`--var takes NAME=VALUE, not "${each}".`);
        return [each.slice(0, at), each.slice(at + 1)];
    }));
}
const welcome = ({ url, writeKey, crmUrl, adminToken }) => `
  Edge     ${url}
  CRM      ${crmUrl}
  Console  ${url}/console  token: ${adminToken}

  <script async src="${url}/sdk.js" data-write-key="${writeKey}" data-pages data-forms></script>

  Ctrl-C stops.
`;
/** How often a process looks whether its parent is still there. */
const LOOK_MS = 500;
/** By a signal, by the end of a pipe that somebody holds, or by the end of npx. */
function whenToldToStop() {
    return new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
            process.once(signal, resolve);
        // Intentionally neither a terminal nor /dev/null, as a background job of a shell has them.
        if (isPipe(0))
            process.stdin.once('end', resolve).once('error', resolve).resume();
        const parent = process.ppid;
        const isOfNpm = process.env['npm_lifecycle_event'] !== undefined;
        if (isOfNpm)
            setInterval(() => process.ppid !== parent && resolve(), LOOK_MS).unref();
    });
}
function isPipe(descriptor) {
    try {
        const found = fstatSync(descriptor);
        return found.isFIFO() || found.isSocket();
    }
    catch {
        return false; // closed
    }
}

const USAGE = `
npx freshsales-edge update [--to 0.2.0] [--from https://github.com/…]

Applies what changed between the version of this copy and the newest one. What you changed yourself
stays: the settings in wrangler.jsonc above all. Nothing is committed: look at it (git diff), then
commit and push.
`;
/** A reason to stop that whoever typed it can mend. */
class Stop extends Error {
}
/** Brings a copy of the repository, as the "Deploy to Cloudflare" button makes one, up to date. */
async function update(typed, directory) {
    const { values } = parseArgs({
        args: [...typed],
        options: {
            to: { type: 'string' },
            from: { type: 'string' },
            help: { type: 'boolean', short: 'h', default: false },
        },
    });
    if (values.help)
        return say(USAGE);
    try {
        return bringUpToDate(directory, values);
    }
    catch (error) {
        if (error instanceof Stop)
            return say(error.message, 1);
        throw error;
    }
}
function bringUpToDate(copy, { to, from }) {
    const git = gitIn(copy);
    const { version } = readCopy(copy);
    if (!existsSync(path.join(copy, '.git')))
        throw new Stop('This copy is no git repository: run git init, commit all, and try again.');
    if (git('status', '--porcelain').trim() !== '')
        throw new Stop('There are changes that are not committed. Commit them first, then try again.');
    const source = from ?? readPackage(packageRoot()).repository.url.replace(/^git\+/, '');
    const newest = to ?? newestOf(git('ls-remote', '--tags', '--refs', source));
    if (newest === version)
        return say(`This copy has the newest version, ${version}.`);
    git('fetch', '--quiet', '--depth', '1', source, tagRef(version));
    const before = git('rev-parse', 'FETCH_HEAD').trim();
    git('fetch', '--quiet', '--depth', '1', source, tagRef(newest));
    const changes = git('diff', '--binary', '--full-index', before, 'FETCH_HEAD');
    const applied = run('git', ['apply', '--3way', '--index', '-'], { cwd: copy, input: changes });
    const clashes = git('diff', '--name-only', '--diff-filter=U').trim();
    if (applied.status !== 0 && clashes === '')
        throw new Stop(`The changes could not be applied:\n${applied.stderr.trim()}`);
    return report({ version, newest, clashes });
}
function report({ version, newest, clashes, }) {
    if (clashes !== '')
        return say(`${version} → ${newest}. You and the new version changed the same lines of:\n${clashes}\nDecide between the marks <<<<<<< and >>>>>>>, then git add, commit and push.`, 1);
    return say(`${version} → ${newest}. Look at it (git diff --cached), then:\n\n  git commit -m "Update freshsales-edge to ${newest}" && git push\n\nCloudflare deploys what is pushed; else: npm ci && npx wrangler deploy`);
}
function readCopy(copy) {
    try {
        const manifest = readPackage(copy);
        if (existsSync(path.join(copy, 'dist', 'worker.js')))
            return manifest;
    }
    catch {
        // told below
    }
    throw new Stop('This is no copy of the repository. Where freshsales-edge is an npm package, update it there: npm install freshsales-edge@latest && npx wrangler deploy');
}
const tagRef = (version) => `refs/tags/v${version}`;
/** `<hash> refs/tags/v0.2.0` a line. */
function newestOf(tags) {
    const versions = [...tags.matchAll(/refs\/tags\/v(\d+)\.(\d+)\.(\d+)$/gm)].map(([, ...numbers]) => numbers.map(Number));
    const [newest] = versions.sort((a, b) => {
        const at = a.findIndex((number, index) => number !== b[index]);
        return (b[at] ?? 0) - (a[at] ?? 0);
    });
    if (!newest)
        throw new Stop('No version has been released there yet.');
    return newest.join('.');
}
function gitIn(directory) {
    return (...parameters) => {
        const { status, stdout, stderr } = run('git', parameters, { cwd: directory });
        if (status !== 0)
            throw new Stop(`git ${parameters[0]}: ${stderr.trim()}`);
        return stdout;
    };
}
const MOST_BYTES = 256 * 1024 * 1024;
function run(program, parameters, options) {
    return spawnSync(program, parameters, { ...options, encoding: 'utf8', maxBuffer: MOST_BYTES });
}

/** What can be asked for, and the line that tells of it. */
const COMMANDS = {
    doctor: ['says whether settings, account or a deployed edge work, and what to fix', doctor],
    init: ['writes wrangler.jsonc and what else an edge of its own folder needs', init],
    simulator: ['runs a simulated Freshsales at http://localhost:8788', simulator],
    'test-server': ['runs an empty edge and Freshsales for a test, on free ports', testServer],
    update: [
        'brings a copy of the repository to the newest version, its settings left alone',
        update,
    ],
};
/** Exit code for a command that cannot be understood. */
const MISTYPED = 2;
process.exitCode = await main(process.argv.slice(2));
async function main([name, ...typed]) {
    if (name === '--help' || name === '-h' || name === 'help')
        return help();
    // What begins otherwise than a name is meant for the doctor, who is asked most often.
    if (name === undefined)
        return doctor([]);
    if (/^(?:-|https?:)/.test(name))
        return doctor([name, ...typed]);
    const [, command] = (Object.hasOwn(COMMANDS, name) && COMMANDS[name]) || [];
    if (command)
        return carryOut(command, typed);
    const meant = nearest(name, Object.keys(COMMANDS));
    const hint = meant === undefined ? 'Help: npx freshsales-edge --help' : `Did you mean ${meant}?`;
    console.error(`There is no command "${name}". ${hint}`);
    return MISTYPED;
}
/** A mistyped option is told in Node's words, without a stack. */
async function carryOut(command, typed) {
    try {
        return await command(typed, process.cwd());
    }
    catch (error) {
        const { code, message } = error;
        if (!code?.startsWith('ERR_PARSE_ARGS'))
            throw error;
        console.error(message);
        return MISTYPED;
    }
}
function help() {
    const width = Math.max(...Object.keys(COMMANDS).map(({ length }) => length));
    const lines = Object.entries(COMMANDS).map(([name, [about]]) => `  ${name.padEnd(width)}  ${about}`);
    console.log(`\nnpx freshsales-edge [COMMAND]\n\n${lines.join('\n')}\n`);
    console.log('Without a command it is the doctor. More of one: npx freshsales-edge COMMAND --help\n');
    return 0;
}
function doctor(typed) {
    return run$1({
        arguments: typed,
        environment: process.env,
        directory: process.cwd(),
        isTerminal: process.stdout.isTTY === true,
        write: (text) => process.stdout.write(text),
        takeInterrupts,
    });
}
