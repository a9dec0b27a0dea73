import * as runtime from 'cloudflare:workers';
import { DurableObject } from 'cloudflare:workers';

/** The version in `package.json`; a check keeps the two in step. */
const VERSION = '0.1.0';

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
function isBound(env, name) {
    const bound = env[name];
    return typeof bound?.[BINDINGS[name].method] === 'function';
}
/** What it means that a binding is missing, and what to do. */
function describeMissing(name) {
    const { without, written } = BINDINGS[name];
    return {
        text: `${name}: this binding is missing, and without it ${without}`,
        advice: `Add to wrangler.jsonc, and to each environment in it: ${written}; then npx wrangler deploy.`,
    };
}
/** Why nothing can be taken; the other bindings are no lead's concern. */
function faultOfBindings(env) {
    return isBound(env, 'OUTBOX') ? undefined : sentencesOn('OUTBOX');
}
/** What an edge that takes leads all the same should have. */
function hintsOnBindings(env) {
    const optional = ['VISITORS', 'RATE_LIMIT'];
    return optional.filter((name) => !isBound(env, name)).map(sentencesOn);
}
function sentencesOn(name) {
    const { text, advice } = describeMissing(name);
    return `${text}. ${advice}`;
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
const PATHS$1 = {
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
    const paths = PATHS$1[generation];
    return { origin, api: origin + paths.api, track: origin + paths.track, generation };
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

const encoder$1 = new TextEncoder();
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
            size += encoder$1.encode(`Content-Disposition: form-data; name="${key}"`).byteLength;
            size += typeof value === 'string'
                ? encoder$1.encode(value).byteLength
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
        return encoder$1.encode(body).byteLength;
    }
    if (body instanceof URLSearchParams) {
        return encoder$1.encode(body.toString()).byteLength;
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
const isObject$2 = (value) => value !== null && typeof value === 'object';

const replaceSymbol = Symbol('replaceOption');
const getReplaceState = (value) => isObject$2(value) && value[replaceSymbol] === true
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
        if ((!isObject$2(source) || Array.isArray(source)) && source !== undefined) {
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
    if (!isObject$2(value) || Array.isArray(value)) {
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
        else if (isObject$2(input)) {
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
        else if (isObject$2(source)) {
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
                    if (value !== undefined && value !== null && (!isObject$2(value) || Array.isArray(value))) {
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
                if (isRoot && key === 'retry' && isObject$2(value) && !isReplace && typeof returnValue[key] === 'number') {
                    returnValue = { ...returnValue, [key]: { limit: returnValue[key] } };
                }
                if (isObject$2(value) && !isReplace && key in returnValue) {
                    value = deepMergeInternal(false, returnValue[key], value);
                }
                returnValue = { ...returnValue, [key]: value };
            }
            if (isObject$2(source.hooks)) {
                const { value: hookValue, isReplace } = getReplaceState(source.hooks);
                hooks = isReplace
                    ? mergeHooks({}, hookValue)
                    : mergeHooks(hooks, hookValue);
                returnValue.hooks = hooks;
            }
            if (isObject$2(source.headers)) {
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
const SAYS_SOMETHING = /[\p{L}\p{N}\p{S}]/u;
/** One letter of a script that writes a whole word with it is a name. */
const SINGLE = /^[^\p{Lo}]$/u;
/** A text that says nothing: `null`, `N/A`, `none`, `-`, `...`. */
function isNothing$2(value) {
    if (isBlank(value))
        return true;
    if (typeof value !== 'string' || value.length > 200)
        return false;
    const text = value.trim();
    return !SAYS_SOMETHING.test(text) || isWord$1(text) || text.split(/\s+/).every(isWord$1);
}
/** Also twice over: programs join a first and a last name that are not there. */
const isWord$1 = (text) => WORDS$3.has(text.toLowerCase());
/** What people type where a number must be: `000000`, `+00 000`. */
const ZEROS = /^(?=.*0)[0\s\p{P}+]+$/u;
/** Too little to take the place of a value that is there: nothing, a single character, or zeros alone. */
function isJunk(value) {
    if (isNothing$2(value))
        return true;
    if (Array.isArray(value))
        return value.every(isJunk);
    if (isObject$1(value))
        return Object.values(value).every(isJunk);
    return typeof value === 'string' && (SINGLE.test(value.trim()) || ZEROS.test(value));
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
        if (isThrottleInDisguise(messages))
            throw throttled(call, status, headers, now);
        throw new RefusedError(call, { status, messages });
    }
    if (status >= 300 || status < 200)
        throw new RetryLaterError('Freshsales redirected the call', call, { status });
    if (call.base === 'track' && !isHtml(headers))
        return answer$1(status, body ?? {}, headers);
    if (body === undefined)
        throw new RetryLaterError('The answer is not from Freshsales', call, { status });
    return answer$1(status, body, headers);
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
function answer$1(status, body, headers) {
    const quota = {};
    const limit = count$5(headers.get('x-ratelimit-limit'));
    const remaining = count$5(headers.get('x-ratelimit-remaining'));
    if (limit !== undefined)
        quota.limit = limit;
    if (remaining !== undefined)
        quota.remaining = remaining;
    return Object.keys(quota).length === 0 ? { status, body } : { status, body, quota };
}
function count$5(header) {
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
/** A page of an error is no message; a record's refusal has a handful of lines. */
const MAX_MESSAGES = 20;
const MAX_MESSAGE_CHARACTERS$1 = 500;
/** What Freshsales says in a refusal, in every shape it is known to use. */
function errorMessages(body) {
    const { errors, message, description, error } = body;
    const said = [isObject$1(errors) ? errors['message'] : errors, message, description, error].flatMap(texts);
    return said.slice(0, MAX_MESSAGES).map((text) => text.slice(0, MAX_MESSAGE_CHARACTERS$1));
}
function texts(value) {
    if (typeof value === 'string')
        return value.trim() === '' ? [] : [value.trim()];
    if (Array.isArray(value))
        return value.flatMap(texts);
    return isObject$1(value) ? texts(value['message']) : [];
}
/** The quota of the whole account can speak through a 400. */
function isThrottleInDisguise(messages) {
    return messages.some((text) => /response_code\s*::\s*429|too many requests/i.test(text));
}
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
        text: await readBody$1(response, maxAnswerBytes(call)),
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
async function readBody$1(response, maxBytes) {
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
const TIMEOUT_MS$3 = 20_000;
function createRecordingClient({ domain, apiKey, appToken, alter, }) {
    let seen;
    let quota;
    const client = createClient({
        domain,
        apiKeys: [apiKey],
        ...(appToken === undefined ? {} : { appToken }),
        timeoutMs: TIMEOUT_MS$3,
        fetch: async (input, init) => {
            const response = await (alter
                ? fetch(await alter(new Request(input, init)))
                : fetch(input, init));
            const body = parse$5(await response.clone().text());
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
function isDone$2({ status }) {
    return status >= 200 && status < 300;
}
function parse$5(text) {
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
        return unanswered(seen, domain);
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
function unanswered(error, domain) {
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
    { field: 'currency_id', from: [], also: own('currency'), as: 'reference', list: 'currencies', example: 'EUR' },
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
const TABLES$1 = {
    contact: CONTACT,
    lead: CONTACT,
    account: ACCOUNT$1,
    deal: DEAL,
    activity: ACTIVITY,
    task: TASK,
};
const ROWS = Object.fromEntries(Object.entries(TABLES$1).map(([object, rows]) => [
    object,
    new Map(rows.map((row) => [row.field, row])),
]));
function findRow(object, field) {
    return ROWS[object]?.get(field);
}
const contactFields = (writes) => new Set(CONTACT.filter((row) => row.writes === writes).map((row) => row.field));
/** Fields that tell how a person first came: whoever folds events keeps the first value of these, not the last. */
const SET_ONCE_FIELDS = contactFields('once');
/** Fields that are written only where the contact has no value yet, under the name of the field they stand in for. */
const FILL_FIELDS = contactFields('fills');
/** The fields that those fill. */
const FILLED_FIELDS = new Set(CONTACT.flatMap((row) => row.writes === 'fills' && row.instead !== undefined ? [row.instead] : []));

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
    const name = text$2(item['name'] ?? item['display_name'] ?? item['currency_code']);
    if (!Number.isSafeInteger(id) || name === undefined)
        return [];
    const entry = { id, name };
    const email = text$2(item['email']);
    const parent = Number(item['lifecycle_stage_id'] ?? item['deal_pipeline_id']);
    const label = text$2(item['label']);
    const type = text$2(item['type']);
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
    const value = text$2(choice['value']);
    return value === undefined ? [] : [{ id: Number(choice['id']), value }];
}
function text$2(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}

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

function createLists$1(client) {
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
        return choose$1(value, namesOf$2(await lists.entries(row.list)));
    const list = fieldListOf(object);
    const fields = list === undefined ? [] : await lists.entries(list);
    const own = fields.find(({ name }) => name === field);
    if (own?.choices !== undefined && own.choices.length > 0)
        return choose$1(value, own.choices.map((choice) => choice.value));
    if (own !== undefined)
        return `In the account it is of type ${own.type ?? 'unknown'}.`;
    return choose$1(field, fields.map(({ name }) => name).filter((name) => name.startsWith('cf_')));
}
/** Owners are named best by their address. */
function namesOf$2(entries) {
    return entries.map(({ name, email }) => email ?? name);
}
function choose$1(given, names) {
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

const ASCII = /^[ -~]*$/;
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}.]/gu;
/** All spellings of a name are one: `Lead Source`, `leadSource` and `lead_source`; also of one in Hindi, by all its signs. */
function looseName(name) {
    const composed = ASCII.test(name) ? name : name.normalize('NFC');
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
        if (rank < 0 || value === undefined || value === false || isNothing$2(value))
            continue;
        if (best === undefined || rank < best.rank)
            best = { value, rank };
    }
    return best?.value;
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
/** A number as it was written, without the scheme of a link and the joiners that other texts keep. */
function toPhone(value) {
    return toText(value)?.replace(/^tel:|[\u200c\u200d]/gi, '') || undefined;
}
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
        if (!isNothing$2(text) && !tags.has(text.toLowerCase()))
            tags.set(text.toLowerCase(), text);
    }
    return tags.size === 0 ? undefined : [...tags.values()];
}
/** Each part of an address line with the spellings it is sent in. */
const PARTS$2 = [
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
    const parts = PARTS$2.map((names) => firstText(names.map((name) => value[name])));
    const line = parts.filter((part) => part !== undefined).join(' ');
    return line || (value['formatted'] === undefined ? undefined : toText(value['formatted']));
}
function firstText(values) {
    for (const value of values) {
        const text = value === undefined || isNothing$2(value) ? undefined : toText(value);
        if (text !== undefined)
            return text;
    }
    return undefined;
}

/** The whole name of a person, as loose names: OpenID Connect, Firebase and forms have words of their own for it. */
const FULL_NAME = ['name', 'fullname', 'displayname', 'contactname', 'yourname'];
const FIRST = ['first', 'firstname', 'given', 'givenname'];
const LAST = ['last', 'lastname', 'family', 'familyname', 'surname'];
/** Halves of a name that say so only together: `last` alone may be a date. */
const FLAT = [
    ['first', 'last'],
    ['given', 'family'],
];
/** The name in traits that call its halves nothing but `first` and `last`; what it was read from is no field. */
function flatName(traits, custom) {
    for (const halves of FLAT) {
        const [first, last] = halves.map((half) => valueNamed(traits, [half]));
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
const isUnset$1 = (word) => /^(?:null|undefined)$/.test(word);
const SUFFIX = /^(?:jr|sr|ii|iii|iv|esq|ph\.?\s?d|m\.?d)\.?$/i;
/** `Peter Gibbons` and `Gibbons, Peter` → first and last name. One word is a first name. */
function splitName(fullName) {
    const name = (toText(fullName) ?? '').replace(/\s+/gu, ' ');
    const comma = /^([^,]+), ?([^,]+)$/u.exec(name);
    const ordered = comma && !SUFFIX.test(comma[2] ?? '') ? `${comma[2]} ${comma[1]}` : name;
    // `Ann undefined`: programs join what they have not.
    const [first, ...rest] = ordered.split(' ').filter((word) => word !== '' && !isUnset$1(word));
    return {
        ...(first ? { first } : {}),
        ...(rest.length > 0 ? { last: rest.join(' ') } : {}),
    };
}
/** Loose names of traits that only a person has: whatever else is there is no company's. */
const OF_A_PERSON$1 = new Set([
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
const isOfAPerson = (looseTrait) => OF_A_PERSON$1.has(looseTrait);

/**
 * Who says it: a key of the site's own server, a person whose identity that server signed, or a page,
 * whose key everybody can read. The order is the rank.
 */
const PROVENANCES = ['page', 'signed', 'server'];
/** Above 0: the first counts for more; 0: as much; below: less. */
function compareRanks(one, other) {
    return PROVENANCES.indexOf(one) - PROVENANCES.indexOf(other);
}
function higherOf(one, other) {
    return compareRanks(one, other) >= 0 ? one : other;
}
/** Only where somebody vouches for what is said does `null` empty a field. */
const mayClear = ({ provenance }) => provenance !== 'page';
/** A server may say everything. */
const SERVER = { provenance: 'server' };

/** `taken` names the traits that are not fields of this object. */
function indexTable(rows, taken = []) {
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
    return {
        traits: { traits: own, 'context.traits': ofContext },
        loose,
        elsewhere,
        nested,
        taken: new Set(taken.map(looseName)),
    };
}

const INDEXES = new Map(Object.entries(TABLES$1).map(([object, rows]) => [object, indexTable(rows)]));
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
/** Whether a page never sets the field of a contact that was there: what decides about it, consent, and where it came from. */
function isForNewContacts(field) {
    return findRow('contact', field)?.protected !== undefined;
}
/** Whose word the value of a contact's field is: one that an operator lets a page set by name is as good as a server's. */
function provenanceOfField(field, { provenance, fields }) {
    const isLifted = isForNewContacts(field) && fields?.includes(`contact.${field}`) === true;
    return isLifted && compareRanks(provenance, 'server') < 0 ? 'server' : provenance;
}

/** Stands for every field that is not protected. */
const EVERYTHING = '*';
/** What an operator calls a record in `fields`: `deal.amount`, `company.website`. */
const RECORDS$2 = new Map([
    ['contact', 'contact'],
    ['company', 'account'],
    ['account', 'account'],
    ['deal', 'deal'],
    ['activity', 'activity'],
    ['salesactivity', 'activity'],
]);
/** Traits of a person that become something else than one field. */
const WHOLE$2 = new Map([
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
    const object = member === undefined ? undefined : RECORDS$2.get(looseName(record));
    if (object !== undefined && member !== undefined)
        return [fieldOf$1(object, member)];
    return WHOLE$2.get(looseName(name)) ?? [fieldOf$1('contact', name)];
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
        ...(value !== undefined && { value: shorten$2(value) }),
    };
}
/** Shown to a person, who needs no more of it. */
const MAX_SHOWN_CHARACTERS = 200;
function shorten$2(value) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : value;
}

/** How forms, spreadsheets and people tick a box, in the languages that Freshsales speaks. */
const YES = 'true yes y on 1 t checked selected enabled active accepted accept agreed agree granted ok x ✓ ✔ ☑ ✅ ja si sí oui sim wahr vrai verdadero verdadeiro';
const NO = 'false no n off 0 f unchecked unselected disabled inactive declined disagree denied refused ☐ ✗ ✘ ❌ nein non não nao falsch faux falso';
const WORDS$2 = new Map([
    ...YES.split(' ').map((word) => [word, true]),
    ...NO.split(' ').map((word) => [word, false]),
    ['opt-in', true],
    ['opted in', true],
    ['i agree', true],
    ['i accept', true],
    ['opt-out', false],
    ['opted out', false],
    ['not checked', false],
]);
/** Of a word that is as long as the longest here. */
const MAX_CHARACTERS$4 = 20;
/** True or false, also as a form or a spreadsheet writes it: `on`, `"yes"`, `1`, `["on"]`. */
function toBoolean(value) {
    if (typeof value === 'boolean')
        return value;
    const one = Array.isArray(value) && value.length === 1 ? value[0] : value;
    if (typeof one === 'boolean')
        return one;
    if (typeof one === 'string' && one.length > MAX_CHARACTERS$4 * 2)
        return undefined;
    if (typeof one !== 'string' && typeof one !== 'number')
        return undefined;
    return WORDS$2.get((toText(one) ?? '').toLowerCase());
}

/** 2200-01-01 in seconds: what would lie beyond is written in milliseconds. */
const LAST_SECONDS = 7_258_118_400;
/** 9999-12-31, the last day that ISO 8601 writes with four digits, and the first one. */
const LAST_MILLISECONDS = 253_402_300_799_999;
const FIRST_MILLISECONDS = -621355968e5;
/** Below are ages, years and counts rather than seconds since 1970. */
const FIRST_SECONDS = 1_000_000;
const EPOCH$1 = /^-?\d{8,15}$/;
const COMPACT_DAY = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z))?$/i;
const TIME = String.raw `(?:[T ,]{1,2}(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[AP]M)?)\s?(Z|(?:UTC|GMT)?(?:[+-]\d{2}:?\d{2})?))?`;
const YEAR_FIRST = new RegExp(String.raw `^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${TIME}$`, 'i');
const YEAR_LAST = new RegExp(String.raw `^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})${TIME}$`, 'i');
const DAY_NAME = '^(?:[a-z]{3,9},? )?';
const DAY_MONTH = new RegExp(String.raw `${DAY_NAME}(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})${TIME}$`, 'i');
const MONTH_DAY = new RegExp(String.raw `${DAY_NAME}([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})${TIME}$`, 'i');
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
/** The longest of these forms, `Wednesday, 14th September 2026 10:00:00.000 +0000`, is shorter. */
const MAX_CHARACTERS$3 = 60;
/**
 * A moment in ISO 8601. One that is already written so stays as it is; other spellings and epoch
 * seconds and milliseconds are converted. A date that can be read in two ways is none.
 */
function toMoment(value) {
    if (typeof value === 'number')
        return ofEpoch(value);
    if (typeof value !== 'string' || value.length > 2 * MAX_CHARACTERS$3)
        return undefined;
    const text = cleanText(value).replace(/ \([^()]*\)$/, '');
    if (text.length > MAX_CHARACTERS$3)
        return undefined;
    const parts = partsOf$1(text);
    if (parts !== undefined)
        return written$3(parts);
    return EPOCH$1.test(text) ? ofEpoch(Number(text)) : undefined;
}
/** The day of a moment, `YYYY-MM-DD`, as it was written: no shift by a time zone. */
function toDay(value) {
    return toMoment(value)?.slice(0, 10);
}
function partsOf$1(text) {
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
    const named = DAY_MONTH.exec(text);
    const [, day, name, year = '', time, zone] = named ?? swapped(MONTH_DAY.exec(text)) ?? [];
    const month = MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
    return day === undefined || month === 0
        ? undefined
        : { year, month: String(month), day, time, zone };
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
function written$3(parts) {
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
    const compact = Number.isInteger(number) && number > 0 ? partsOf$1(String(number)) : undefined;
    if (compact !== undefined)
        return written$3(compact);
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
    const text = cleanText(value).replace(/[\u2212\ufe63\uff0d]/g, '-');
    if (text.length > MAX_NUMBER_CHARACTERS)
        return undefined;
    if (PLAIN_NUMBER.test(text) && !(rules.isThousandsPoint && THOUSANDS_POINT.test(text)))
        return finite$1(Number(text));
    const parsed = parse$4(text, rules);
    return parsed?.beside.every(rules.beside) ? finite$1(parsed.number) : undefined;
}
/** What the word after a number multiplies it by; 1 where there is none. */
function scaleIn(text) {
    const word = /\d\s*(\p{L}+)/u.exec(text)?.[1] ?? '';
    return SCALES.get(word.toLowerCase()) ?? 1;
}
/** `(1,234.50)` is negative to a bookkeeper. */
const BRACKETED = /^(\P{N}{0,6})\(([^()]+)\)(\P{N}{0,6})$/u;
const DIGITS$2 = /\d[\d.,'’_ ]*/g;
function parse$4(given, rules) {
    const bracketed = BRACKETED.exec(given);
    const text = bracketed ? `${bracketed[1]} ${bracketed[2]} ${bracketed[3]}` : given;
    const runs = [...text.matchAll(DIGITS$2)];
    const [run] = runs;
    if (run === undefined || runs.length !== 1)
        return undefined;
    const digits = run[0].replace(/[.,'’_ ]+$/, '');
    const before = text.slice(0, run.index);
    const after = text.slice(run.index + digits.length).trim();
    const leading = startsWithPoint(before) ? `.${digits}` : digits;
    const sign = /-\s*\P{L}{0,2}\s*$/u.test(before) || /^\s*-/.test(before) ? -1 : 1;
    const words = [...wordsOf$2(before.replace(/[-+.]/g, ' ')), ...wordsOf$2(after.replace(/^\s*\+/, ''))];
    const [scale, beside] = takeScale(wordsOf$2(after), words);
    const size = sizeOf$1(leading, scale > 1 ? { ...rules, isWhole: false } : rules);
    if (size === undefined || (bracketed && sign < 0) || /-.*-/.test(before))
        return undefined;
    return { number: rounded(size * scale) * (bracketed ? -1 : sign), beside };
}
const startsWithPoint = (before) => /(?:^|[^\d.])\.$/.test(before);
/** The words and signs of a text; `US$` is one, `k€` are two. */
function wordsOf$2(text) {
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
function sizeOf$1(text, { isWhole = false }) {
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
function finite$1(number) {
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
    for (const word of wordsOf$2(cleanText(amount).replace(/[\d.,+-]+(?!\p{L}*\.)/gu, ' $& '))) {
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

const DIGITS$1 = /^\d+$/;
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
    if (!DIGITS$1.test(text))
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
    return STATUSES.get(looseName(text)) ?? asNumber(text);
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
/** Freshsales' name of an IANA zone. Any other text stays as it is, for it may be Freshsales' name already. */
function toTimeZone(value) {
    const text = toText(value);
    if (text === undefined)
        return undefined;
    const name = BY_IANA.get(text.toLowerCase());
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
const KINDS$2 = {
    text: { coerce: toText, wants: 'a text', reads: 'texts, numbers, lists of these (joined by commas)', refuses: 'true, false, objects' },
    phone: { coerce: toPhone, wants: 'a phone number', reads: 'as a text', refuses: 'true, false, objects' },
    number: { coerce: toNumber, wants: 'a number; send digits, such as 1234.5', reads: '`5`, `"1,234.5"`, `"10k"`, `"50 %"`', refuses: '`"7x"`, `"5 USD"`, `"1.000"`' },
    headcount: { coerce: toHeadcount, wants: 'a number of people; send digits, such as 250', reads: '`250`, `"1.000"`, `"5k"`, `"10 000+"`; of a range the lower bound: `"11-50 employees"`', refuses: '`"12.5"`, `"<10"`, negatives' },
    amount: { coerce: toAmount, wants: 'an amount that can be read in one way; send a number, such as 1234.5', reads: '`1234.5`, `"$5M"`, `"10k"`, `"5 million"`, `"1.234,56 €"`, `"(250.00)"` (negative)', refuses: '`"1.000"` (one or a thousand?), `"$1M-$5M"`, `"$100/month"`' },
    moment: { coerce: toMoment, wants: 'a date that can be read in one way; use ISO 8601', reads: 'ISO 8601, `"1990/05/14"`, `"14.5.1990"`, `"May 14, 1990"`; seconds and milliseconds since 1970, also negative, also as texts', refuses: '`"05/06/1990"` (May or June?), ages, years' },
    day: { coerce: toDay, wants: 'a date that can be read in one way; use YYYY-MM-DD', reads: 'as a moment; the day as it was written', refuses: 'as a moment' },
    boolean: { coerce: toBoolean, wants: 'true or false', reads: '`true`, `"on"`, `"yes"`, `"checked"`, `1` and their like in five languages', refuses: 'everything else' },
    address: { coerce: toAddress, wants: 'an address', reads: 'a text, or an object by its parts', refuses: 'true, false' },
    'time zone': { coerce: toTimeZone, wants: 'a time zone', reads: 'IANA names and Freshsales’ own', refuses: 'IANA zones that Freshsales does not have' },
    tags: { coerce: toTags, wants: 'a list of tags', reads: 'a list, or a text with commas', refuses: 'objects' },
    reference: { coerce: toReference, wants: 'an id or a name', reads: 'an id, or a name as the account’s list has it, whatever its case; of namesakes the one that belongs to where the record is', refuses: 'names that the list has not, or has twice' },
    'subscription status': { coerce: toSubscriptionStatus, wants: 'a subscription status', reads: 'Freshsales’ number or name, true, false', refuses: 'objects' },
    'subscription types': { coerce: toSubscriptionTypes, wants: 'a list of subscription types', reads: 'a list, or a text with commas', refuses: 'objects' },
    channel: { coerce: toText, wants: 'a text', reads: 'as a text; `none` is a medium', refuses: 'true, false, objects' },
    'as it is': { coerce: (value) => value, wants: 'a value', reads: 'anything', refuses: 'nothing' },
};

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
                clear$1(wanted, { found, custom, key });
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
    return { fields: fieldsOf$1(found), custom, contained, problems: problemsOf(found) };
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
function clear$1(wanted, { found, custom, key }) {
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
    return SAY_ANYTHING.has(as) || !isNothing$2(value);
}
/** A value that does not fit leaves the field to the next source. */
function offer({ best, unfit }, { row, rank }, value) {
    if (!isSaid(row.as, value))
        return;
    const known = best.get(row.field);
    if (known !== undefined && known.rank <= rank)
        return;
    const fitting = KINDS$2[row.as].coerce(value);
    if (fitting !== undefined)
        best.set(row.field, { value: fitting, rank });
    else if (!isEmptyObject(value))
        unfit.set(row.field, { value, kind: row.as });
}
function fieldsOf$1({ best, cleared }) {
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
        const reason = `left out: the value is not ${KINDS$2[kind].wants}`;
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
function accountOf$1(company, word) {
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
const PLAIN$1 = /^[!-~]+$/;
/** A long id with a digit in it is none of the words, and begins as no template does: nearly every id is this. */
const SOMEBODYS = /^[A-Za-z0-9][!-~]{7,}$/;
/** An id without the characters that nobody sees, and without blanks around it. */
function cleanId(id) {
    if (PLAIN$1.test(id))
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
        const companies = named.filter((company) => !isNothing$2(company));
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
        channels[key.toLowerCase().replace(/^www\./, '')] = channel;
    }
    return succeed(channels);
}
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
    const found = clicked ?? linkedFrom(hostOf$1(touch.referrer), own) ?? DIRECT;
    const { source = found.source } = touch;
    const isSame = String(source).toLowerCase() === found.source.toLowerCase();
    const medium = touch.medium ?? (isSame || clicked ? found.medium : undefined);
    const isFound = isSame && medium === found.medium;
    const leadSource = (isFound ? found.leadSource : undefined) ?? leadSourceOf(source, medium);
    return { source, ...(medium && { medium }), ...(leadSource && { leadSource }) };
}
function clickedOf({ click, landing }, own) {
    const query = typeof landing === 'string' ? parse$3(landing)?.searchParams : undefined;
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
function hostOf$1(address) {
    const host = typeof address === 'string' ? parse$3(address)?.hostname : undefined;
    return host?.toLowerCase().replace(/^www\./, '') || undefined;
}
function parse$3(address) {
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
    const [one, other] = [hostOf$1(referrer), hostOf$1(page)].map((host) => host && siteOf(host));
    return one !== undefined && one === other;
}
/** `acme.com` of `www.acme.com`, `acme.co.uk` of `www.acme.co.uk`. */
function siteOf(host) {
    const labels = host.split('.');
    const isUnderCountry = /^(?:com?|org|net|ac|gov)$/.test(labels.at(-2) ?? '');
    return labels.slice(isUnderCountry ? -3 : -2).join('.');
}

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
    const campaign = context?.campaign;
    const shown = pageOf(event);
    if (isObject$1(campaign) && campaign.source) {
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
    const landing = textOf$4(properties['url']) ?? textOf$4(context?.page?.url);
    const referrer = textOf$4(properties['referrer']) ?? textOf$4(context?.page?.referrer);
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
function campaignIn(address) {
    if (!address.includes('utm_source=') || !URL.canParse(address))
        return {};
    const { searchParams } = new URL(address);
    const said = Object.entries(UTM).map(([part, parameter]) => [part, searchParams.get(parameter)]);
    return Object.fromEntries(said.filter(([, value]) => value));
}
const OUR_LIBRARY = 'freshsales-edge';
const textOf$4 = (value) => (typeof value === 'string' && value !== '' ? value : undefined);

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
    return { fields, custom: clickFields$1(touches, settings) };
}
/** The event with its touches where the table looks for them. */
function withTouches(event, touches) {
    return { ...event, context: { ...event.context, attribution: touches } };
}
/** Click ids into the custom fields that the operator named for them; those of the latest visit win. */
function clickFields$1({ first, last }, { clickFields = {} }) {
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
/** The deal in the `deal` trait, for the person and the account of the same event. */
function dealOf(deal, { account, word }) {
    if (deal === undefined)
        return { problems: [], withheld: [] };
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

/** RFC 5321: 64 characters before the @, 254 in all. */
const MAX_EMAIL_CHARACTERS = 254;
const MAX_LOCAL_CHARACTERS = 64;
/** What mail servers take in practice; quoted local parts and bare IP addresses are typing errors on a web form. */
const EMAIL$2 = /^[^\s\p{C}@"(),:;<>[\]\\]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?\.)+\p{L}[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}]$/u;
/** The same for what nearly every address is made of, which is told ten times as fast. */
const ASCII_EMAIL = /^[^\s"(),:;<>@[\]\\]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;
/** `Ann Lee <ann@acme.example>`, as mail programs copy it. */
const IN_BRACKETS = /^[^<>]*<([^<>]+)>[\s.,;]*$/;
/** Nothing invisible and no blank, as addresses nearly always are. */
const PLAIN = /^[!-~]+$/;
const SCHEME = /^mailto:([^?]*)/i;
/** An e-mail address, clean and in lower case, or undefined. Of a list the first good one. */
function toEmail(value) {
    if (Array.isArray(value))
        return firstEmail(value);
    if (typeof value !== 'string' || value.length > 2 * MAX_EMAIL_CHARACTERS)
        return undefined;
    const email = bareAddress(value);
    const at = email.indexOf('@');
    if (at < 1 || at > MAX_LOCAL_CHARACTERS || email.length > MAX_EMAIL_CHARACTERS)
        return undefined;
    const local = email.slice(0, at);
    if (local.startsWith('.') || local.endsWith('.') || local.includes('..'))
        return undefined;
    const isGood = PLAIN.test(email) ? ASCII_EMAIL.test(email) : EMAIL$2.test(email);
    return isGood ? email : undefined;
}
/**
 * Without what is pasted along with an address: invisible characters, a display name, the end of a
 * sentence; and as Latin keyboards write it, where a Japanese one gave `ａｎｎ＠acme．example`.
 */
function bareAddress(text) {
    const visible = PLAIN.test(text)
        ? text
        : text
            .normalize('NFKC')
            .replace(/\p{Cf}/gu, '')
            .replaceAll('。', '.')
            .trim();
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
        fields[field] = value;
    }
    if (fields['sales_activity_type_id'] === undefined)
        return fail('type: is missing: name a sales activity type of your account');
    if (typeof minutes !== 'number' || !(minutes >= 0))
        return fail('minutes: must be a number, 0 or more');
    return succeed({ type: 'activity', fields, minutes });
}

/** Reads the fields of a record as an operator writes them: names in any spelling, custom fields as `cf_…`. */
function parseFields(object, given) {
    const fields = {};
    const custom = {};
    for (const [name, value] of Object.entries(given)) {
        if (!isFieldValue(value))
            return fail(`${name}: must be a text, a number, true or false, or a list of these`);
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
const EXAMPLE = '{"title": "Call {email}", "dueInDays": 1, "owner": "ann@acme.com"}';
/** `"Call {email}"` is the title, due at once; an object says more. A text may hold `{property}` of the event or `{field}` of the person. */
function parseTaskAction(given) {
    const task = typeof given === 'string' ? { title: given } : given;
    if (!isObject$1(task))
        return fail(`must be a text or an object such as ${EXAMPLE}`);
    const { dueInDays = 0, ...rest } = task;
    if (typeof rest['title'] !== 'string' || rest['title'].trim() === '')
        return fail(`title: is missing: say what is to be done, as in ${EXAMPLE}`);
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
function parseTags(given) {
    const tags = typeof given === 'string' || Array.isArray(given) ? toTags(given) : undefined;
    return tags ? succeed({ type: 'tag', tags }) : fail('must be a text or a list of texts');
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

/** Loose names of the trait with the address. */
const EMAIL$1 = ['email', 'emailaddress', 'youremail', 'mail'];
/**
 * Whom an event is about: every key by which it names somebody. The one answer to that question: what
 * interprets an event takes its person from here, and so does every guard that asks whose it is.
 */
function peopleOf(event, settings) {
    const problems = [];
    const emails = [];
    for (const candidate of candidatesOf(event, settings)) {
        const found = addressesIn$1(candidate);
        emails.push(...found);
        // One that is none is reported, because a lead may hang on it.
        if (found.length === 0 && emails.length === 0 && !isBlank(candidate))
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
    const ofContext = event.context?.traits?.['email'];
    switch (event.type) {
        case 'identify':
            return [
                valueNamed(event.traits, EMAIL$1),
                valueNamed(event.context?.traits, EMAIL$1),
                event.properties?.['email'],
                event.traits?.['emails'],
                addressIn(event.userId),
            ];
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
/** All of a list count: each is a person that the event names. */
function addressesIn$1(candidate) {
    return (Array.isArray(candidate) ? candidate : [candidate]).flatMap((one) => toEmail(one) ?? []);
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
const TAKEN$2 = [
    ...EMAIL$1,
    'emails',
    ...FULL_NAME,
    ...COMPANY,
    'deal',
    'tags',
    'fs_contact',
    'fsContact',
    'fs_update',
    'anonymousId',
];
const INDEX$1 = indexTable(CONTACT, TAKEN$2);
/** A person: the contact, and the company and the deal that came with them. */
function interpretIdentify(event, context) {
    const { meaning, word } = context;
    const trait = (name) => firstGiven(event.traits?.[name], event.context?.traits?.[name]);
    const contact = contactOf(event, context);
    const companies = companiesOf(event.traits, event.context?.traits).map((company) => accountOf$1(company, word));
    const account = companies.find(({ change }) => change)?.change?.name;
    const deal = dealOf(trait('deal'), { account, word });
    const tags = tagsOf(trait('tags'), word);
    for (const part of [contact, ...companies, deal, tags]) {
        meaning.problems.push(...part.problems);
        meaning.withheld.push(...part.withheld);
    }
    for (const change of [contact.change, ...companies.map(({ change }) => change), deal.change])
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
        reading.fields['emails'] = email;
    const nameIn = (traits) => valueNamed(traits, FULL_NAME) ?? flatName(traits, reading.custom);
    const name = nameIn(event.traits) ?? nameIn(event.context?.traits);
    const problems = [
        ...reading.problems,
        ...addNames(reading.fields, name),
        ...dropIdOfNobody(reading.fields),
    ];
    const allowed = stripProtectedFields('contact', reading, withSurroundings(surroundings, reading, word));
    // No more than the key that the event has anyway.
    if (reading.fields['external_id'] === event.userId)
        keep$1(allowed, 'external_id', event.userId);
    const change = {
        object: 'contact',
        fields: allowed.fields,
        custom: { ...allowed.custom, ...clickFields$1(touches, settings) },
        ...(settings.generation === 'classic' && isContactAsked(event) && { asContact: true }),
    };
    return { change, problems, withheld: allowed.withheld };
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
function keep$1({ fields, withheld }, field, value) {
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
    if (halves.first !== undefined)
        fields['first_name'] ??= halves.first;
    if (halves.last !== undefined)
        fields['last_name'] ??= halves.last;
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
const MAX_CHARACTERS$2 = 2_000;
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
            texts[name] = plain$1(text, MAX_CHARACTERS$2);
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

const WHOLE$1 = /^\{([^{}]+)\}$/;
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
    const whole = WHOLE$1.exec(template)?.[1];
    if (whole !== undefined)
        return propertyOf(properties, whole);
    if (holesOf(template, properties).length > 0)
        return undefined;
    const text = template.replace(PLACEHOLDER, (_, name) => textOf$3(properties, name) ?? '');
    return text.replace(/\s+/g, ' ').trim() || undefined;
}
/** The placeholders of a template that the event has nothing for. */
function holesOf(template, properties) {
    if (Array.isArray(template))
        return template.flatMap((part) => holesOf(part, properties));
    if (typeof template !== 'string')
        return [];
    const names = [...template.matchAll(PLACEHOLDER)].map(([, name = '']) => name.trim());
    return names.filter((name) => textOf$3(properties, name) === undefined);
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
function textOf$3(properties, name) {
    const value = propertyOf(properties, name);
    if (value === undefined)
        return undefined;
    return typeof value === 'boolean' ? String(value) : toText(value);
}
/** A property may have a dot in its name; it goes first. */
function propertyOf(properties, name) {
    const key = name.trim();
    const value = Object.hasOwn(properties, key) ? properties[key] : valueAt(properties, key);
    return isNothing$2(value) ? undefined : value;
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
function carryOut(action, occasion) {
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
    const custom = fillCustom$1(action.custom, properties);
    const { allowed, refused } = divide$1('contact', fields, wordFor(action, word));
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
function divide$1(object, fields, word) {
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
    const end = new Date(start + action.minutes * 60_000).toISOString();
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
    const { refused } = divide$1('deal', rest, wordFor(action, word));
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
                custom: fillCustom$1(action.custom, properties),
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
        const kind = KINDS$2[findRow(object, field)?.as ?? 'as it is'];
        const coerced = kind.coerce(value);
        if (coerced !== undefined)
            fields[field] = coerced;
        else
            problems.push({ field, reason: `left out: the value is not ${kind.wants}`, value });
    }
    return { fields, problems };
}
function fillCustom$1(templates, properties) {
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
        const done = carryOut(action, { event, word, key: `${event.messageId}:${index}` });
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
/** What the account calls the fields of an object, as far as it is known: refusals use these names. */
function labelsOf(object, catalog) {
    const list = FIELD_LISTS[object];
    const entries = (list && catalog[list]?.entries) ?? [];
    return Object.fromEntries(entries.flatMap(({ name, label }) => (label === undefined ? [] : [[name, label]])));
}

const isBox = ({ type }) => /box|radio/.test(type);
/**
 * What a text about a field is brought to before tables look at it: words in small letters, without
 * accents, one blank between them. `firstName`, `first_name` and `First-Name` become `first name`.
 */
const wordsOf$1 = (text) => `${text ?? ''}`
    .slice(0, 300)
    .replace(/([a-z])(?=[A-Z])/g, '$1 ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
/** Whether a text is an e-mail address, and nothing beside. */
const isAddress$1 = (value) => /^[^\s@,;:<>()"]+@[^\s@,;:<>()"]+\.[^\s@.,;:<>()"]{2,}$/.test(value);

/** Which trait a field is. Texts come as `wordsOf` makes them; all tables are in seven languages. */
const hasLetter = (value) => /\p{L}/u.test(value);
const isName = (value) => hasLetter(value) && !/[@<>]|:\/\//.test(value);
const SALUTATION = /^(mr?s?|miss|mx|sir|madam|dr|prof|herrn?|frau|m|mme|mlle|monsieur|madame|sra?|srta|don|dona|sig|sigra|signora?|dhr|mevr|de heer|mevrouw|divers|they)\b\.?$/i;
const isPhone = (value) => /^[\p{N}\s()./+–-]{5,25}(\s?(ext|x|#)[.:]?\s?\d{1,6})?$/iu.test(value) &&
    value.replace(/\P{N}/gu, '').length > 4 &&
    // A date is none.
    !/^\d{4}-\d\d-\d\d$|^\d\d?[./]\d\d?[./]\d{4}$/.test(value);
const NUMBERS$1 = /\badd?res|\b(size|type|industr\w*|sector|branche|revenue|number|n[or]|id|vat|tax|grosse)\b/;
/** The first row that fits counts. */
const TRAIT_TABLE = {
    email: {
        words: /mail(?!ing)|courri|corre[io]/,
        except: /user ?name/,
        looks: isAddress$1,
    },
    name: {
        words: /^(full|your|ihr|votre|su|seu|uw)? ?(name|nom|nombre|nome|naam)( (compl|req|ob|pfl|verp).*)?$|. (and|und|en?|et|y) .*(na?[ao]m|apel)/,
        looks: isName,
    },
    firstName: { words: /first( ?n|$)|given|f(ore)?name|vo+rn|prenom/, looks: isName },
    lastName: {
        words: /\bl(ast( ?n|$)|name)|surn|famil\w* ?na|de famil|nachn|apell?id|sobren|cogn|achter/,
        looks: isName,
    },
    title: {
        words: /job|position|\bru?ol|title|beruf|poste|cargo|puesto|fun[ck]|fonct/,
        looks: (value) => hasLetter(value) && !SALUTATION.test(value),
        isChosen: true,
    },
    website: {
        words: /web(?!in)|home ?p|\burl\b/,
        looks: (value) => /^(?=[^\s@]+$).+\...+$/.test(value),
    },
    'company.name': {
        words: /compa[gn]|organi|\bfirm|untern|entrepr|societ|empres|azien|bedri/,
        except: NUMBERS$1,
        looks: (value) => isName(value) && !/^\d[\d\s.,–-]*\+?( \w+)?$/.test(value),
    },
    phone: { words: /phon|telef|mobi|cel+(u|$)|mov[ei]l|handy|\btel\b/, looks: isPhone },
    'address.postalCode': {
        words: /zip|post(?!er)|\b(plz|cep|cap)\b|^(area )?pin ?code$/,
        looks: (value) => /\d/.test(value) && value.length < 13,
        isChosen: true,
    },
    'address.city': {
        words: /\bcity|level2|stadt|ville|plaats|ciuda|cidad|citta|\bort\b/,
        looks: hasLetter,
        isChosen: true,
    },
    'address.country': {
        words: /countr|pa[iy]s\b|paese|\bland\b/,
        looks: (value) => hasLetter(value) && !/\+\s?\d/.test(value),
        isChosen: true,
    },
    'address.state': {
        words: /level1|\bstate|provin|bundes|regio|estado/,
        looks: hasLetter,
        isChosen: true,
    },
    'address.street': {
        words: /street|add?res|stra(s|a| )|calle|direcc|endere|indiri|\brue\b/,
        except: /mail|user ?name/,
        looks: isName,
    },
    message: {
        words: /messag|mensa|[ck]om+ent|nachr|beric/,
        looks: (value) => value !== '',
    },
};
/** Words of a field for digits that are no phone number, though `type=tel` shows the right keyboard. */
const NO_PHONE = /date|datum|birth|geburt|naiss|nas?cim|nascita|geboort|\b(dob|year|age|day|month|qty|quantity|anzahl|amount|budget|order|size|employees|height|weight|price|code|ext|extension|fax|account|id|guests?|persons?|people|room|house|floor|passport|steuer\w*|tax|identif\w*|nif|cpf|dni|siret|vat|number of \w+|dial|prefix|area)\b/;
/** Words of a field that is about somebody else than the visitor. */
const OTHERS$1 = /\b(friends?|colleagues?|co ?workers?|recipients?|receiver|invite\w*|guests?|team ?mates?|child\w*|cc|referr\w*|manager|boss|supervisor|spouse|partners?|parents?|emergency|freund\w*|kolleg\w*|empfanger\w*|vorgesetzt\w*|chef\w*|amis?|collegues?|destinata(ires?|ri[oa]s?)|parrain\w*|superi(eu|o)r|amig[oa]s?|colegas?|jefe|amic[oi]|colleg[ah]i?|vriend\w*|collega s?|ontvangers?|leidinggevende)\b/;

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
            ? note(`${describe$2(field)} is compulsory for a ${person}; a person without one is refused`, 'Ask for it in every form, or make it optional in Freshsales.')
            : bad('DEFAULTS', `${describe$2(field)} is compulsory for a ${person}, and DEFAULTS has no value for it`, `Add it, so that a person without it is not refused: "DEFAULTS": {"${field.name}": "…"}`);
    if (uncovered.length === 0)
        yield good(`DEFAULTS and the edge cover what a ${person} must have`);
    if (!isClassic)
        yield* checkAccountFields(lists);
    yield* checkDealFields({ config, lists, written });
}
/** Accounts come with a name from the site, and there are no defaults for them. */
async function* checkAccountFields(lists) {
    for (const field of await compulsory('account_fields', lists))
        yield note(`${describe$2(field)} is compulsory for an account; a company without it is refused`, 'Send it with every group call, or make it optional in Freshsales.');
}
async function* checkDealFields({ config, lists, written }) {
    const deals = configuredFields(config).filter(({ object }) => object === 'deal');
    if (deals.length === 0)
        return;
    const fields = await compulsory('deal_fields', lists);
    for (const deal of deals) {
        const given = { ...deal.fields, ...deal.custom, ...(deal.hasAccount && { [ACCOUNT]: true }) };
        for (const field of fields.filter(({ name }) => !(name in given)))
            yield bad('EVENTS', `${written.title(deal)}: ${describe$2(field)} is compulsory for a deal and not given`, `Add it to the event's deal: ${field.name === ACCOUNT ? '"account": "{company}"' : `"${field.name}": "…"`}`);
    }
}
async function compulsory(list, lists) {
    const always = ALWAYS_SENT[list] ?? [];
    return (await lists.entries(list)).filter(({ name, required }) => required === true && !always.includes(name));
}
function describe$2({ name, label }) {
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
const NAMES$2 = ['FRESHSALES_API_KEY', 'FRESHSALES_API_KEY_NEXT'];
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
    for (const [index, key] of NAMES$2.entries()) {
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
const NOTHING$1 = {
    method: 'POST',
    base: 'track',
    path: '/track/events',
    body: { identifier: '', event: {} },
};
/** Whether the tracking API is there and takes the app token. */
async function* checkAppToken(config, client) {
    if (config.appToken === undefined)
        return;
    const { error, status } = await client.exchange(NOTHING$1);
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
const COMPANY_FIELDS = [
    'name',
    'address',
    'city',
    'state',
    'zipcode',
    'country',
    'number_of_employees',
    'annual_revenue',
    'website',
    'phone',
    'industry_type_id',
    'business_type_id',
];
const DEAL_FIELDS$1 = ['name', 'amount', 'currency_id', 'expected_close', 'deal_product_id'];
/** An account's payload as the `company` of a lead. */
function leadCompany(account) {
    return pick$1(account, COMPANY_FIELDS);
}
/** A deal's payload as the `deal` of a lead. */
function leadDeal(deal) {
    return pick$1(deal, DEAL_FIELDS$1);
}
function pick$1(from, fields) {
    return Object.fromEntries(fields.flatMap((field) => (from[field] === undefined ? [] : [[field, from[field]]])));
}

const plain = (coerce, wants) => (value) => {
    const coerced = coerce(value);
    return coerced === undefined ? fail(`the field wants ${wants}`) : succeed({ value: coerced });
};
const text$1 = plain(toTextOfAnything, 'a text');
const number$1 = plain(toNumber, 'a number; send digits, such as 1234.5');
const amount = plain(toAmount, 'an amount that can be read in one way; send a number, such as 1234.5');
/** By the type that the account's metadata gives a field. */
const BY_TYPE = {
    text: text$1,
    textarea: text$1,
    auto_complete: text$1,
    lookup: text$1,
    number: number$1,
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
    const coerce = BY_TYPE[field.type ?? ''];
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
    const lost = [...found.keys()].filter((one) => found.get(one) === undefined && !isNothing$2(one));
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
    if (value !== null && isNothing$2(value) && !(fitted.ok && field.choices?.length))
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
/** Whatever their case, their blanks and the way their accents are encoded, names are the same. */
function isCalled$1(entry, name) {
    const wanted = nameKey(name);
    return nameKey(entry.name) === wanted || entry.email === wanted;
}
function belongsTo(place, list, catalog) {
    const entries = (list && catalog[list]?.entries) ?? [];
    const id = typeof place === 'string' ? entries.find((entry) => isCalled$1(entry, place))?.id : place;
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
const isGiven = (value) => value !== undefined && !isNothing$2(value);
function lookUp({ field, name, from, list, isOptional, payload }, { catalog, findings, known }) {
    if (list === undefined && isNothing$2(name))
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
    const named = entries.filter((entry) => isCalled$1(entry, name));
    const choice = chooseNamesake(named, { field, name, list, payload, known, catalog });
    if (choice.isUnplaced)
        findings.unplaced.add(field);
    if ('id' in choice)
        return choice.id;
    if (named.length === 0 && isNothing$2(name))
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
            yield await toFinding(record, problem, { lists, written });
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
        const { coerce, wants } = KINDS$2[findRow(object, field)?.as ?? 'as it is'];
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
async function toFinding(record, { field, reason, value }, { lists, written }) {
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
/** Refused when a contact has the address, and so harmless to one that is there. Answers 200. */
function createContact(contact) {
    return { method: 'POST', path: '/contacts', body: { contact } };
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
function getAccount(id) {
    return { method: 'GET', path: `/sales_accounts/${id}` };
}
function updateAccount(id, account) {
    return { method: 'PUT', path: `/sales_accounts/${id}`, body: { sales_account: account } };
}
/** Freshsales makes no deal without an amount; 0 says that none was given. */
function createDeal(deal) {
    return {
        method: 'POST',
        path: '/deals',
        body: { deal: { ...deal, amount: deal['amount'] ?? 0 } },
    };
}
function updateDeal(id, deal) {
    return { method: 'PUT', path: `/deals/${id}`, body: { deal } };
}
/** Classic accounts only. `lead.company` and `lead.deal` are made with it. */
function createLead(lead) {
    return { method: 'POST', path: '/leads', body: { lead } };
}
function updateLead(id, lead) {
    return { method: 'PUT', path: `/leads/${id}`, body: { lead } };
}
/** Classic accounts only: finds the lead by its address or makes it, without the lag of a lookup. */
function upsertLead(options) {
    const { email, lead } = options;
    return {
        method: 'POST',
        path: '/leads/upsert',
        body: { unique_identifier: { emails: email }, lead: { email, ...lead } },
    };
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
/** Flat, as every recorded client sends it with an API key. */
function createTask(options) {
    const { task, target } = options;
    return {
        method: 'POST',
        path: '/tasks',
        body: { ...task, targetable_type: target.type, targetable_id: target.id },
    };
}
function createNote(options) {
    const { description, target } = options;
    return {
        method: 'POST',
        path: '/notes',
        body: { note: { description, targetable_type: target.type, targetable_id: target.id } },
    };
}
function updateNote(id, description) {
    return { method: 'PUT', path: `/notes/${id}`, body: { note: { description } } };
}
/** Answers `{notes: [{id, description, …}]}`. */
function findNotes(id, type = 'Contact') {
    return { method: 'GET', path: `/${PLURALS[type]}/${id}/notes` };
}
/** With the tasks: beside the record, on some accounts inside. */
function findTasks(id, type = 'Contact') {
    return { method: 'GET', path: `/${PLURALS[type]}/${id}?include=tasks` };
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
/** Erases for good, also from the recycle bin: a privacy request. */
function forgetRecord$1(kind, id) {
    return { method: 'DELETE', path: `/${kind}/${id}/forget` };
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
    return call.method === 'GET' ? undefined : takeBack$1(record, call, client);
}
/** An account that took even this record gets it back. */
async function takeBack$1(record, call, client) {
    const path = `${call.path}/${record?.id}`;
    const text = `the account took an unusable record: ${path}`;
    const isGone = await client.exchange({ method: 'DELETE', path }).then(isDone$2, () => false);
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
    const subject = { config, written, clients, client, lists: createLists$1(client) };
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

/** Pure. */
function readAsWritten({ DEFAULTS, EVENTS }) {
    const defaults = parse$2(DEFAULTS);
    const events = parse$2(EVENTS);
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
function parse$2(raw) {
    try {
        return typeof raw === 'string' ? JSON.parse(raw) : raw;
    }
    catch {
        return undefined;
    }
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

//#region src/storages/globalConfig/globalConfig.ts
let store$4;
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
	if (!config$1 && !store$4) return DEFAULT_CONFIG;
	return {
		lang: config$1?.lang ?? store$4?.lang,
		message: config$1?.message,
		abortEarly: config$1?.abortEarly ?? store$4?.abortEarly,
		abortPipeEarly: config$1?.abortPipeEarly ?? store$4?.abortPipeEarly
	};
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
let store$1$1;
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
	return store$1$1?.get(reference)?.get(lang);
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
//#region src/utils/_isSameValueZero/_isSameValueZero.ts
/**
* Compares two values using the SameValueZero algorithm, which treats `NaN`
* as equal to itself unlike `===`.
*
* @param value1 The first value.
* @param value2 The second value.
*
* @returns Whether the values are equal.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _isSameValueZero(value1, value2) {
	return value1 === value2 || Number.isNaN(value1) && Number.isNaN(value2);
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
/**
* [Digits](https://en.wikipedia.org/wiki/Numerical_digit) regex.
*/
const DIGITS_REGEX = /^\d+$/u;
/**
* [ISO 8601](https://en.wikipedia.org/wiki/ISO_8601) timestamp regex. Allows a
* space as a date/time separator and an optional space before the UTC offset.
*/
const ISO_TIMESTAMP_REGEX = /^\d{4}-(?:0[1-9]|1[0-2])-(?:[12]\d|0[1-9]|3[01])[T ](?:0\d|1\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,9})?(?:Z| ?[+-](?:0\d|1\d|2[0-3])(?::?[0-5]\d)?)$/u;

//#endregion
//#region src/actions/check/check.ts
/* @__NO_SIDE_EFFECTS__ */
function check$1(requirement, message$1) {
	return {
		kind: "validation",
		type: "check",
		reference: check$1,
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
//#region src/actions/digits/digits.ts
/* @__NO_SIDE_EFFECTS__ */
function digits(message$1) {
	return {
		kind: "validation",
		type: "digits",
		reference: digits,
		async: false,
		expects: null,
		requirement: DIGITS_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "digits", dataset, config$1);
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
//#region src/actions/isoTimestamp/isoTimestamp.ts
/* @__NO_SIDE_EFFECTS__ */
function isoTimestamp(message$1) {
	return {
		kind: "validation",
		type: "iso_timestamp",
		reference: isoTimestamp,
		async: false,
		expects: null,
		requirement: ISO_TIMESTAMP_REGEX,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement.test(dataset.value)) _addIssue(this, "timestamp", dataset, config$1);
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
//#region src/actions/safeInteger/safeInteger.ts
/* @__NO_SIDE_EFFECTS__ */
function safeInteger(message$1) {
	return {
		kind: "validation",
		type: "safe_integer",
		reference: safeInteger,
		async: false,
		expects: null,
		requirement: Number.isSafeInteger,
		message: message$1,
		"~run"(dataset, config$1) {
			if (dataset.typed && !this.requirement(dataset.value)) _addIssue(this, "safe integer", dataset, config$1);
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
//#region src/schemas/custom/custom.ts
/* @__NO_SIDE_EFFECTS__ */
function custom(check$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "custom",
		reference: custom,
		expects: "unknown",
		async: false,
		check: check$1,
		message: message$1,
		"~run"(dataset, config$1) {
			if (this.check(dataset.value)) dataset.typed = true;
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
//#region src/schemas/literal/literal.ts
/* @__NO_SIDE_EFFECTS__ */
function literal(literal_, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "literal",
		reference: literal,
		expects: /* @__PURE__ */ _stringify(literal_),
		async: false,
		literal: literal_,
		message: message$1,
		"~run"(dataset, config$1) {
			if (/* @__PURE__ */ _isSameValueZero(dataset.value, this.literal)) dataset.typed = true;
			else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/number/number.ts
/* @__NO_SIDE_EFFECTS__ */
function number(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "number",
		reference: number,
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
//#region src/schemas/object/object.ts
/* @__NO_SIDE_EFFECTS__ */
function object(entries$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "object",
		reference: object,
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
			} else _addIssue(this, "type", dataset, config$1);
			return dataset;
		}
	});
}

//#endregion
//#region src/schemas/optional/optional.ts
/* @__NO_SIDE_EFFECTS__ */
function optional$1(wrapped, default_) {
	return _standardSchema({
		kind: "schema",
		type: "optional",
		reference: optional$1,
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
function record$1(key, value$1, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "record",
		reference: record$1,
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
//#region src/schemas/union/utils/_subIssues/_subIssues.ts
/**
* Returns the sub issues of the provided datasets for the union issue.
*
* @param datasets The datasets.
*
* @returns The sub issues.
*
* @internal
*/
/* @__NO_SIDE_EFFECTS__ */
function _subIssues(datasets) {
	let issues;
	if (datasets) for (const dataset of datasets) if (issues) for (const issue of dataset.issues) issues.push(issue);
	else issues = dataset.issues;
	return issues;
}

//#endregion
//#region src/schemas/union/union.ts
/* @__NO_SIDE_EFFECTS__ */
function union(options, message$1) {
	return _standardSchema({
		kind: "schema",
		type: "union",
		reference: union,
		expects: /* @__PURE__ */ _joinExpects(options.map((option) => option.expects), "|"),
		async: false,
		options,
		message: message$1,
		"~run"(dataset, config$1) {
			let validDataset;
			let typedDatasets;
			let untypedDatasets;
			for (const schema of this.options) {
				const optionDataset = schema["~run"]({ value: dataset.value }, config$1);
				if (optionDataset.typed) if (optionDataset.issues) if (typedDatasets) typedDatasets.push(optionDataset);
				else typedDatasets = [optionDataset];
				else {
					validDataset = optionDataset;
					break;
				}
				else if (untypedDatasets) untypedDatasets.push(optionDataset);
				else untypedDatasets = [optionDataset];
			}
			if (validDataset) return validDataset;
			if (typedDatasets) {
				if (typedDatasets.length === 1) return typedDatasets[0];
				_addIssue(this, "type", dataset, config$1, { issues: /* @__PURE__ */ _subIssues(typedDatasets) });
				dataset.typed = true;
			} else if (untypedDatasets?.length === 1) return untypedDatasets[0];
			else _addIssue(this, "type", dataset, config$1, { issues: /* @__PURE__ */ _subIssues(untypedDatasets) });
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
	const dataset = schema["~run"]({ value: input }, /* @__PURE__ */ getGlobalConfig(config$1));
	return {
		typed: dataset.typed,
		success: !dataset.issues,
		output: dataset.value,
		issues: dataset.issues
	};
}

/** An empty variable is an absent one: `vars` in wrangler.jsonc are often left as "". */
function isWritten$1(raw) {
    return raw !== undefined && raw !== null && !(typeof raw === 'string' && raw.trim() === '');
}
/** Reads one setting. The reason does not name it. */
function readSetting(name, setting, lookUp) {
    const written = lookUp(name);
    const raw = isWritten$1(written) ? written : setting.fallback;
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
    return typeof required !== 'object' ? required === true : !isWritten$1(lookUp(required.unless));
}

/** What a parser of another world returns, as a step of a valibot pipe. */
const step = (parse) => rawTransform(({ dataset, addIssue, NEVER }) => {
    const result = parse(dataset.value);
    if (result.ok)
        return result.value;
    addIssue({ message: result.reason });
    return NEVER;
});
const trimmed = (message = 'must be a text') => pipe(unknown(), check$1((raw) => typeof raw !== 'object', message), transform((raw) => String(raw).trim()));
const parsedJson = pipe(unknown(), step(readJson));
/** `vars` in wrangler.jsonc may hold the object itself; a secret and `.dev.vars` hold its text. */
function readJson(raw) {
    if (typeof raw === 'object')
        return { ok: true, value: raw };
    try {
        return { ok: true, value: JSON.parse(String(raw)) };
    }
    catch {
        return { ok: false, reason: 'is not JSON; check quotes and commas' };
    }
}
/** Any text of at least so many characters. */
function text({ minCharacters = 1 } = {}) {
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
    const given = String(raw).trim();
    if (/^[[{"]/.test(given))
        return given;
    const items = given.split(/[\s,]+/).filter(Boolean);
    // Commas alone are a slip, and no list of nothing, which would let any host in.
    return items.length === 0 ? [given] : items;
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
        format: text(),
        secret: true,
        required: true,
        about: 'The API key of the Freshsales user who writes (Profile settings → API settings).',
        advice: 'the API key from Freshsales, Profile settings → API settings',
    },
    FRESHSALES_API_KEY_NEXT: {
        field: 'nextApiKey',
        format: text(),
        secret: true,
        about: 'The next API key, tried when the first is refused: set it, then change the key.',
        unset: 'none',
        advice: 'the API key that will replace the first, or leave it out',
    },
    FRESHSALES_APP_TOKEN: {
        field: 'appToken',
        format: text(),
        secret: true,
        about: 'Turns on Freshsales’ tracking API, used for events and page views. It stands in Freshsales’ tracking code: Admin settings → Website tracking.',
        unset: 'off',
        advice: 'the app token from Freshsales, Admin settings → Website tracking',
    },
};

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
const NAMES$1 = Object.keys(JURISDICTIONS);
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
        format: oneOf(NAMES$1),
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
        const { coerce, wants } = KINDS$2[findRow('contact', field)?.as ?? 'as it is'];
        const coerced = coerce(given);
        if (coerced === undefined)
            return fail(`${field}: is not ${wants}`);
        fields[field] = coerced;
    }
    return succeed(fields);
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
/** Reads LEAD_QUALITY. */
const leadQuality = strictObject({
    field: exactOptional(pipe(string(), regex(/^\w{1,100}$/, 'must be the name of a field'))),
    hold: optional$1(array(picklist(QUALITY_FLAGS)), ['honeypot', 'turnstile']),
    honeypots: optional$1(array(string()), ['honeypot']),
    minimumSeconds: optional$1(pipe(number(), minValue(0), maxValue(60)), 2),
    disposable: optional$1(array(pipe(string(), toLowerCase())), []),
});

/** Reads CLICK_FIELDS. */
const clickFields = record$1(pipe(string(), regex(/^\w{1,50}$/, 'is not the name of a parameter')), pipe(string(), regex(/^cf_\w{1,100}$/, 'must be a custom field, such as cf_gclid')));
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
        format: text(),
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
        format: json(clickFields),
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
    return origin === undefined
        ? fail('is no origin; write scheme and host, such as "https://www.acme.com"')
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
/** Reads COOKIE_DOMAIN, and each of HOSTNAMES. */
function parseHostname(text) {
    return typeof text === 'string' && /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i.test(text)
        ? succeed(text.toLowerCase())
        : fail('is no host name; write it without https://, such as acme.com');
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
const yesOrNo = (name) => optional$1(boolean(`"${name}" must be true or false`), false);
const NAME$1 = '"source" must be a name of up to 100 characters';
const EVENTS = `"events" must be a list of ${EVENT_TYPES.join(', ')}`;
const FIELDS$1 = '"fields" must be a list of trait names, "*" for all that are not protected, "**" for all';
const COUNT = '"newContactsPerHour" must be a whole number';
const ENTRIES = {
    source: pipe(string(NAME$1), trim(), nonEmpty(NAME$1), maxLength(100, NAME$1)),
    /**
     * The key is a secret of your own server: what it sends is believed as if it were signed, and it
     * is refused from a browser.
     */
    trusted: yesOrNo('trusted'),
    /** For trying out: what it sends is planned and shown, and nothing of it reaches Freshsales. */
    test: yesOrNo('test'),
    /** Event types it may send. */
    events: pipe(optional$1(array(picklist(EVENT_TYPES, EVENTS), EVENTS), [...EVENT_TYPES]), nonEmpty(EVENTS), transform((types) => new Set(types))),
    /**
     * Contact fields an unsigned caller may set: `["*"]`, every field that is not protected; `["**"]`,
     * the protected ones too (owner, lifecycle stage, status, territory, deal amount …).
     */
    fields: pipe(optional$1(array(string(FIELDS$1), FIELDS$1), ['*']), nonEmpty(FIELDS$1), transform((names) => fieldRule(names))),
    /** Whether events that name a person must carry a signed identity. */
    signed: yesOrNo('signed'),
    /** Overrides NEW_CONTACTS_PER_HOUR for this source. */
    newContactsPerHour: exactOptional(pipe(number(COUNT), integer(COUNT), minValue(0, COUNT))),
};
const entriesSchema = strictObject(ENTRIES, ({ expected, received }) => expected === 'never'
    ? `${received} is unknown; known are ${Object.keys(ENTRIES).join(', ')}`
    : expected === 'Object'
        ? 'must be a source name or an object with "source"'
        : NAME$1);
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
        format: text({ minCharacters: 12 }),
        secret: true,
        about: `Opens the console; at least 12 characters. Make one: \`${SHORT}\`.`,
        unset: 'none, and the console stays shut',
        advice: `the output of: ${SHORT}`,
    },
    IDENTITY_SECRET: {
        field: 'identitySecret',
        format: text({ minCharacters: 32 }),
        secret: true,
        about: `At least 32 characters, shared with your server, which can sign with it who a person is (HS256 JWT in \`context.identityToken\`); that lifts the limits of an unsigned caller. Make one: \`${LONG}\`.`,
        unset: 'none',
        advice: `the output of: ${LONG}`,
    },
    IDENTITY_SECRET_NEXT: {
        field: 'nextIdentitySecret',
        format: text({ minCharacters: 32 }),
        secret: true,
        about: 'The next identity secret, also accepted: for rotation.',
        unset: 'none',
        advice: `the output of: ${LONG}, or leave it out`,
    },
    TURNSTILE_SECRET: {
        field: 'turnstileSecret',
        format: text(),
        secret: true,
        about: 'Turnstile’s secret key: an unsigned sign-up must carry a token in `context.turnstileToken`.',
        unset: 'none',
        advice: 'the secret key of your Turnstile widget, or leave it out',
    },
    CALENDLY_SIGNING_KEY: {
        field: 'calendlySigningKey',
        format: text({ minCharacters: 12 }),
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
    const { secret, advice, example } = settingNamed(name);
    const such = example === undefined ? '' : `, such as ${JSON.stringify(example)}`;
    const where = secret
        ? `In production: npx wrangler secret put ${name}. On this machine: .dev.vars.`
        : 'In production: "vars" in wrangler.jsonc. On this machine .dev.vars comes before it.';
    return `Write ${advice}${such}. ${where}`;
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
    return succeed(Object.freeze(combine(readAll$1(env).values)));
}
/** Every fault of the settings, for the doctor, which names them all at once. */
function findConfigFaults(env) {
    const { values, faults } = readAll$1(env);
    // Faults between two settings show only once each of them can be read.
    return faults.length > 0 ? faults : findContradictions(values);
}
function readAll$1(env) {
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
const LINE_CHARACTERS$1 = 500;
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
    return line.length > LINE_CHARACTERS$1
        ? `${line.slice(0, LINE_CHARACTERS$1).replace(/[\uD800-\uDBFF]$/, '')}…`
        : line;
}

/** The first that fits; the last fits all. Adding one is an entry. */
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
    { name: 'a program of your own', isAt: () => true, bodyOf: plainBody },
];
const [OTHERS] = RECEIVERS.slice(-1);
/** Who is taken to be at this address. */
function receiverAt(address) {
    const url = new URL(address);
    return RECEIVERS.find(({ isAt }) => isAt(url)) ?? OTHERS;
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

/** Pure: a later place overrules an earlier one; what is empty there says nothing. */
function gatherVariables(places) {
    const values = {};
    const foundIn = new Map();
    for (const name of VARIABLES) {
        const place = places.findLast(({ variables }) => isWritten$1(variables[name]));
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

/** What the doctor says from inside a Worker: its settings first, then the account that they name. */
async function* examineEnv(env) {
    const bindings = Object.keys(BINDINGS).filter((name) => isBound(env, name));
    if (env.EMAIL)
        bindings.push('EMAIL');
    const place = { name: 'This edge', variables: { ...env }, isFile: false, bindings };
    const variables = gatherVariables([place]);
    const written = readAsWritten(env);
    const { findings, config } = checkVariables(variables, written);
    yield* findings;
    yield* checkBindings(variables);
    const { access } = readAccess(variables);
    if (!access)
        return;
    const keys = { ...access, apiKeys: [access.apiKey] };
    yield* config ? checkAccount(config, written) : checkAccess(keys);
}

/** Why a request or an event is refused, and the HTTP status that says so. */
const REFUSAL_STATUS = {
    not_json: 400,
    wrong_shape: 400,
    invalid_event: 400,
    bad_encoding: 400,
    unknown_write_key: 401,
    invalid_identity: 401,
    unsigned_identity: 401,
    wrong_admin_token: 401,
    wrong_signature: 401,
    origin_not_allowed: 403,
    server_key_in_browser: 403,
    event_type_not_allowed: 403,
    console_shut: 403,
    consent_refused: 403,
    not_found: 404,
    method_not_allowed: 405,
    too_slow: 408,
    too_large: 413,
    unsupported_encoding: 415,
    too_many_events: 429,
    too_many_tries: 429,
    configuration: 503,
    not_stored: 503,
    internal: 503,
};
function pass(value) {
    return { ok: true, value };
}
function refuse$1(code, message, retryAfterSeconds) {
    const refusal = { code, message };
    return { ok: false, refusal: retryAfterSeconds ? { ...refusal, retryAfterSeconds } : refusal };
}

/** On every answer of the Worker; a page (the console) adds what it needs to the policy. */
const SECURITY_HEADERS = {
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=31536000',
};
/** A JSON answer that nobody caches, unless `headers` say otherwise. */
function respondJson(body, { status = 200, headers = {} } = {}) {
    return new Response(JSON.stringify(body), {
        status,
        headers: {
            'content-type': 'application/json; charset=utf-8',
            'cache-control': 'no-store',
            ...SECURITY_HEADERS,
            ...headers,
        },
    });
}
function respondRefusal({ code, message, retryAfterSeconds }, headers = {}) {
    const failure = { success: false, error: { code, message } };
    const retryAfter = retryAfterSeconds ? { 'retry-after': String(retryAfterSeconds) } : {};
    return respondJson(failure, {
        status: REFUSAL_STATUS[code],
        headers: { ...retryAfter, ...headers },
    });
}

const REGISTRY = 'https://registry.npmjs.org/freshsales-edge/latest';
/** Somebody waits for a page. */
const TIMEOUT_MS$2 = 3_000;
const A_DAY_SECONDS = 86_400;
/** The newest release, if it is newer than this one; nothing while the registry does not answer. */
async function askNewer(version, fetch) {
    try {
        const response = await fetch(REGISTRY, {
            signal: AbortSignal.timeout(TIMEOUT_MS$2),
            cf: { cacheTtl: A_DAY_SECONDS, cacheEverything: true },
        });
        const body = await response.json();
        const newest = isObject$1(body) ? body['version'] : undefined;
        return typeof newest === 'string' && isNewer(newest, version) ? newest : undefined;
    }
    catch {
        return undefined;
    }
}
/** A release, not a preview of one. */
const RELEASE = /^\d{1,5}\.\d{1,5}\.\d{1,5}$/;
function isNewer(one, other) {
    if (!RELEASE.test(one))
        return false;
    const others = other.split('.').map(Number);
    const numbers = one.split('.').map(Number);
    const at = numbers.findIndex((number, index) => number !== others[index]);
    return at >= 0 && (numbers[at] ?? 0) > (others[at] ?? 0);
}

/** Nothing but our own script and style: also a name that is HTML stays text, and no text becomes a script. */
const POLICY = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
].join('; ');
/** The empty frame that `console.js` fills; it holds no data, so it needs no token. */
const page = (hasToken) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Console · freshsales-edge</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/console.css">
<script type="module" src="/console.js"></script>
</head>
<body>
<noscript>The console needs JavaScript.</noscript>
<div id="console"${hasToken ? '' : ' data-shut'}></div>
</body>
</html>
`;
/** `hasToken`: there is one to open it with; else the page says how to set it. */
function answerPage(hasToken) {
    return new Response(page(hasToken), {
        headers: {
            ...SECURITY_HEADERS,
            'content-type': 'text/html; charset=utf-8',
            'cache-control': 'no-store',
            'content-security-policy': POLICY,
            'cross-origin-opener-policy': 'same-origin',
            'cross-origin-resource-policy': 'same-origin',
        },
    });
}

/** Reading is GET, and what changes something is POST. So is a search: an address belongs in no URL. */
const PATHS = {
    overview: { method: 'GET', path: 'overview' },
    deliveries: { method: 'GET', path: 'deliveries' },
    waiting: { method: 'GET', path: 'waiting' },
    deadLetters: { method: 'GET', path: 'dead-letters' },
    replay: { method: 'POST', path: 'dead-letters/replay' },
    deleteLetters: { method: 'POST', path: 'dead-letters/delete' },
    findPeople: { method: 'POST', path: 'people/search' },
    person: { method: 'GET', path: 'person' },
    release: { method: 'POST', path: 'person/release' },
    forget: { method: 'POST', path: 'person/forget' },
    neverAgain: { method: 'GET', path: 'never-again' },
    addNeverAgain: { method: 'POST', path: 'never-again/add' },
    removeNeverAgain: { method: 'POST', path: 'never-again/remove' },
    exportPage: { method: 'GET', path: 'export/page' },
    pause: { method: 'POST', path: 'pause' },
    resume: { method: 'POST', path: 'resume' },
    tryNow: { method: 'POST', path: 'try-now' },
    testMessage: { method: 'POST', path: 'test-message' },
    // Not on the page: for the day when everything else has failed.
    restore: { method: 'POST', path: 'restore' },
};
/** What the Worker itself answers, also while the outbox cannot start for want of a setting. */
const QUESTION_PATHS = {
    setup: { method: 'GET', path: 'setup' },
    version: { method: 'GET', path: 'version' },
};

/** The visitor's address as Cloudflare saw it; absent outside Cloudflare's network. */
function addressOf(request) {
    return request.headers.get('cf-connecting-ip') ?? undefined;
}
/** What is kept of an address, by CLIENT_IP. */
function redactAddress(address, policy) {
    if (typeof address !== 'string' || policy === 'off')
        return undefined;
    const groups = policy === 'full' ? { ipv4: 4, ipv6: 8 } : { ipv4: 3, ipv6: 3 };
    return networkOf(address, groups);
}
/** One visitor for the throttle: an IPv4 address, or the /64 that an IPv6 customer is given. */
function throttleKeyOf(address) {
    return keyOf$2(address, 4);
}
/** One guesser of tokens: whoever has a /48 has 65,536 networks of a /64. */
function guesserKeyOf(address) {
    return keyOf$2(address, 3);
}
const GROUPS$1 = 4096;
/**
 * Which of so many groups an address belongs to, for fair shares among those who wait. A million
 * addresses share each, and without the secret nobody can tell which.
 */
function addressGroup(address, secret) {
    if (address === undefined)
        return undefined;
    let hash = FNV_OFFSET;
    for (const character of `${secret} ${throttleKeyOf(address)} ${secret}`)
        hash = Math.imul(hash ^ character.charCodeAt(0), FNV_PRIME);
    return ((hash ^ (hash >>> 15)) >>> 0) % GROUPS$1;
}
/** FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/ */
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
function keyOf$2(address, ipv6) {
    return address === undefined ? 'unknown' : (networkOf(address, { ipv4: 4, ipv6 }) ?? 'unknown');
}
/** Keeps the leading groups of an address: of 8 bits in IPv4, of 16 in IPv6. Undefined for what is no address. */
function networkOf(address, keep) {
    if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(address)) {
        const groups = address.split('.');
        return groups.map((group, index) => (index < keep.ipv4 ? group : '0')).join('.');
    }
    const groups = ipv6Groups(address);
    if (!groups)
        return undefined;
    const kept = groups.slice(0, keep.ipv6).join(':');
    return keep.ipv6 < IPV6_GROUPS ? `${kept}::` : kept;
}
const IPV6_GROUPS = 8;
/** The eight groups, `::` written out. */
function ipv6Groups(address) {
    if (!/^[0-9a-f:]{2,39}$/i.test(address) || !address.includes(':'))
        return undefined;
    const [head = '', tail] = address.toLowerCase().split('::', 2);
    const before = head === '' ? [] : head.split(':');
    const after = tail ? tail.split(':') : [];
    const missing = IPV6_GROUPS - before.length - after.length;
    if (tail === undefined ? missing !== 0 : missing < 1)
        return undefined;
    return [...before, ...Array(missing).fill('0'), ...after];
}

/** The names of the above in a row; the compiler asks for each. */
const CORE_FIELDS = {
    kind: true,
    keys: true,
    email: true,
    userId: true,
    ranks: true,
    source: true,
    contactId: true,
    leadId: true,
    asContact: true,
    emailMoved: true,
    goneAt: true,
    existed: true,
    refused: true,
    barredBefore: true,
    pace: true,
    turn: true,
    held: true,
    cleared: true,
    flags: true,
    letThrough: true,
    consent: true,
    named: true,
    problems: true,
    seen: true,
    lastSeenAt: true,
    attempts: true,
    retryAt: true,
    waitingSince: true,
    unsure: true,
};
function isNew(person) {
    return person.contactId === undefined && person.leadId === undefined;
}
/** On whose word a key leads to a person. Rows of before do not say: one in the CRM counts as a server's. */
function keyRank(person, key) {
    return person.ranks?.[key] ?? (isNew(person) ? 'page' : 'server');
}
/** A server or a signature has said that this address is somebody's. */
function isVouched$1(person) {
    return person.email !== undefined && keyRank(person, `e:${person.email}`) !== 'page';
}
function createAccount(name, at) {
    return { kind: 'account', keys: [], name, fields: {}, custom: {}, attempts: 0, lastSeenAt: at };
}
/** Adds what will not be in the CRM as it was asked for, to be told with the subject's next delivery. */
function reportProblem(subject, ...problems) {
    if (problems.length === 0)
        return;
    const known = (subject.problems ?? []).filter((before) => !problems.some((each) => JSON.stringify(each) === JSON.stringify(before)));
    subject.problems = [...known, ...problems].slice(-20);
}

const RECORDS$1 = ['contact', 'lead', 'sales_account', 'deal', 'sales_activity'];
/** Answered in another form than they are sent in, or not at all. */
const NOT_COMPARED = new Set([
    'emails',
    'email',
    'sales_accounts',
    'tags',
    'created_at',
    'company',
    'deal',
]);
/**
 * What Freshsales took without a word and did not store: an unknown choice, a custom field that does
 * not exist, a phone number it cannot read. Only fields that the answer shows can be compared.
 */
function findIgnored(call, answer) {
    for (const key of RECORDS$1) {
        const sent = call.body?.[key];
        const stored = answer.body[key];
        if (isObject$1(sent) && isObject$1(stored))
            return [...plainFields(sent, stored), ...customFields(sent, stored)];
    }
    return [];
}
function plainFields(sent, stored) {
    return Object.entries(sent).flatMap(([field, value]) => {
        if (NOT_COMPARED.has(field) || isObject$1(value) || !Object.hasOwn(stored, field))
            return [];
        return isNothing$1(value) || !isNothing$1(stored[field]) ? [] : [ignored(field, value)];
    });
}
/** All custom fields of a record are in its answer, so one that is absent does not exist. */
function customFields(sent, stored) {
    const [given, kept] = [sent['custom_field'], stored['custom_field']];
    if (!isObject$1(given) || !isObject$1(kept))
        return [];
    return Object.entries(given).flatMap(([field, value]) => isNothing$1(value) || isSame$5(value, kept[field]) ? [] : [ignored(field, value)]);
}
function ignored(field, value) {
    return {
        field,
        reason: 'not stored: Freshsales ignored the value; check the field and its choices',
        value,
    };
}
function isNothing$1(value) {
    return (value === undefined ||
        value === null ||
        value === '' ||
        (Array.isArray(value) && value.length === 0));
}
/** Numbers come back as texts, days as moments, choices as a list. */
function isSame$5(sent, stored) {
    if (isNothing$1(stored))
        return false;
    const [a, b] = [written$2(sent), written$2(stored ?? null)];
    return (a === b ||
        (a !== '' && Number(a) === Number(b)) ||
        (/^\d{4}-\d{2}-\d{2}/.test(a) && a.slice(0, 10) === b.slice(0, 10)));
}
function written$2(value) {
    return (Array.isArray(value) ? value.join(';') : String(value)).trim().toLowerCase();
}

/** Under which key each kind of record stands in an answer. */
const RECORDS = ['contact', 'lead', 'sales_account', 'deal', 'sales_activity', 'note'];
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

/** What is sent first when calls are short. Also the order in which subjects are picked. */
const PRIORITY = {
    newContact: 0,
    identity: 1,
    mapped: 2,
    timeline: 3,
    housekeeping: 4,
};

/** A value that was left out is tried again when it is said again after this long: the account may have got the field. */
const LEFT_OUT_MS = 24 * 3_600_000;
/** What a server said is the person's own to change once it is in the CRM this long. */
const SETTLED_MS = 30 * 24 * 3_600_000;
/**
 * The higher word wins; among equals the last write by event time, whatever the order of arrival. A
 * value that says nothing new stays delivered, so that an identify repeated on every page costs no call.
 */
function stamp(fields, name, value, said) {
    const known = fields[name];
    if (known && !mayReplace(known, said))
        return;
    if (known && isSame$4(known.value, value) && !isWorthAnotherTry(known, said))
        Object.assign(known, said);
    else
        fields[name] = { value, ...said };
}
/** Rows of before do not say: what is in the CRM counts as a server's word. */
function rankOf$1({ by, delivered }) {
    return by ?? (delivered ? 'server' : 'page');
}
function mayReplace(known, said) {
    const order = compareRanks(said.by, rankOf$1(known));
    if (order !== 0)
        return order > 0 || isSettled(known, said);
    return said.at >= known.at;
}
function isSettled({ delivered, at, heardAt = at }, said) {
    return delivered === true && said.heardAt !== undefined && said.heardAt - heardAt >= SETTLED_MS;
}
/** What was not taken on a lower word is not there because a higher one says the same. */
function isWorthAnotherTry(known, { at, by }) {
    const { leftOutAt } = known;
    if (leftOutAt === undefined)
        return false;
    return at - leftOutAt >= LEFT_OUT_MS || compareRanks(by, rankOf$1(known)) > 0;
}
function stampAll(fields, values, said) {
    for (const name of Object.keys(values))
        stamp(fields, name, values[name] ?? null, said);
}
/** Takes over what `from` knows on a higher word, or on an equal one later; `into` wins a tie. */
function mergeStamped(into, from) {
    for (const [name, theirs] of Object.entries(from)) {
        const ours = into[name];
        const order = ours ? compareRanks(rankOf$1(theirs), rankOf$1(ours)) : 1;
        if (!ours || order > 0 || (order === 0 && theirs.at > ours.at))
            into[name] = theirs;
    }
}
/** What Freshsales does not have yet, as plain values. */
function waitingValues(fields) {
    const waiting = {};
    for (const name of Object.keys(fields)) {
        const stamped = fields[name];
        if (stamped && !stamped.delivered)
            waiting[name] = stamped.value;
    }
    return waiting;
}
function allValues(fields) {
    return Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]));
}
function isWaiting(fields) {
    for (const name of Object.keys(fields))
        if (!fields[name]?.delivered)
            return true;
    return false;
}
/** Marks what was sent as delivered, except where a newer value came in while the call was out. */
function markDelivered(fields, sent) {
    for (const name of Object.keys(sent)) {
        const stamped = fields[name];
        if (stamped && isSame$4(stamped.value, sent[name] ?? null))
            stamped.delivered = true;
    }
}
/** Notes which of the delivered values the account had no place for. */
function markLeftOut(fields, names, now) {
    for (const name of names) {
        const stamped = fields[name];
        if (stamped?.delivered)
            stamped.leftOutAt = now;
    }
}
/** Puts values back to be sent once more. */
function markWaiting(fields, names) {
    for (const name of names)
        delete fields[name]?.delivered;
}
/** Whether Freshsales lacks anything of a record. */
const isRecordWaiting = ({ fields, custom }) => isWaiting(fields) || isWaiting(custom);
function waitingRecord({ fields, custom }) {
    return { fields: waitingValues(fields), custom: waitingValues(custom) };
}
function stampRecord(record, values, said) {
    stampAll(record.fields, values.fields, said);
    stampAll(record.custom, values.custom, said);
}
function mergeRecords(into, from) {
    mergeStamped(into.fields, from.fields);
    mergeStamped(into.custom, from.custom);
}
/** What was sent is in the CRM now, but for what the account had no place for. */
function settleValues(record, values, now) {
    dropValues(record, values);
    for (const known of [record.fields, record.custom])
        markLeftOut(known, values.leftOut ?? [], now);
}
/** Refused by a record that is there: said again after a while, they are tried again. */
function leaveOut(record, { fields, custom }) {
    for (const [values, sent] of [
        [record.fields, fields],
        [record.custom, custom],
    ]) {
        markDelivered(values, sent);
        for (const name of Object.keys(sent)) {
            const stamped = values[name];
            if (stamped?.delivered)
                stamped.leftOutAt = stamped.at;
        }
    }
}
/** Freshsales refused these for good: they wait no longer. */
function dropValues(record, { fields, custom }) {
    markDelivered(record.fields, fields);
    markDelivered(record.custom, custom);
}
/** Puts refused values back, but only those that are still the current ones: an older one must not be written over a newer one. */
function putValuesBack(record, { fields, custom }) {
    markWaiting(record.fields, unchanged(record.fields, fields));
    markWaiting(record.custom, unchanged(record.custom, custom));
}
/** Puts everything about a record back to be sent once more. */
function markAllWaiting(record) {
    for (const values of [record.fields, record.custom])
        markWaiting(values, Object.keys(values));
}
const unchanged = (known, refused) => Object.entries(refused).flatMap(([name, value]) => known[name] && isSame$4(known[name].value, value) ? [name] : []);
const isSame$4 = (one, other) => one === other || JSON.stringify(one) === JSON.stringify(other);

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
function namesOf$1(field, label) {
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
    const words = wordsOf(text).replace(OPENING$1, ' ');
    const mentions = [...new Set(fields)].flatMap((field) => namesOf$1(field, labels[field]).flatMap((name) => mentionOf(words, name, field)));
    const outermost = mentions.filter((one) => !mentions.some((other) => isInside(one, other) && other.field !== one.field));
    const meant = new Set(outermost.map(({ field }) => field));
    if (meant.size <= 1)
        return outermost[0]?.field;
    const leading = new Set(outermost.filter(({ from }) => from === 0).map(({ field }) => field));
    return leading.size === 1 ? [...leading][0] : undefined;
}
/** `The type for Deal stage is invalid.` is not about a field called Type. */
const OPENING$1 = /^ (?:the|el|der|le|o) (?:type|value|tipo|valor|typ) (?:for|of|de|von) /;
function mentionOf(words, name, field) {
    const from = words.indexOf(name);
    return from < 0 ? [] : [{ field, from, to: from + name.length }];
}
function isInside(one, other) {
    const isLonger = other.to - other.from > one.to - one.from;
    return isLonger && other.from <= one.from && other.to >= one.to;
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
/** Refused for what is absent: leaving out more cannot help. */
function isForWant(messages) {
    return messages.some((message) => COMPULSORY.test(message));
}
/** The fields that Freshsales asks for, as far as it names them; `labels` are the account's own. */
function lackingFields(object, messages, labels = {}) {
    const known = [...TABLES$1[object].map(({ field }) => field), ...Object.keys(labels)];
    const asked = messages.filter((message) => COMPULSORY.test(message));
    return [...new Set(asked.flatMap((message) => mentionedField(message, known, labels) ?? []))];
}

const callStep = (purpose, call, rest = {}) => ({ do: 'call', call, purpose, problems: [], ...rest });

/** An account's lists change a few times a year; a name that is missing makes us look again sooner. */
const LIST_KEPT_MS = 6 * 3_600_000;
const LIST_DOUBTED_MS = 10 * 60_000;
/** The list that must be read before this can be sent as well as it can be, if any. */
function planList(resolution, { catalog, now }) {
    const isOlderThan = (name, age) => now - (catalog[name]?.fetchedAt ?? 0) > age;
    const name = resolution.missing.find((each) => isOlderThan(each, 0)) ??
        resolution.unknown.find((each) => isOlderThan(each, LIST_DOUBTED_MS));
    return name && callStep({ kind: 'list', name }, listCall(name));
}

/**
 * One upsert by name, however many of its people brought it. Once its id is known it is addressed by
 * that: sales people may rename it.
 */
function planAccount(account, context) {
    if (account.refused)
        return undefined;
    const { id } = account;
    if (id !== undefined && !isRecordWaiting(account))
        return account.isDoubted ? check(id) : undefined;
    const { vouched, pages } = divide(account);
    const mayFill = account.existed === false || account.blank !== undefined;
    if (id !== undefined && isAnything(pages) && !mayFill)
        return check(id);
    const values = mayFill ? waitingRecord(account) : vouched;
    const resolution = resolve('account', values.fields, values.custom, context.catalog);
    const list = planList(resolution, context);
    if (list)
        return list;
    const purposeOf = (leftOut) => ({
        kind: 'account',
        values: { ...values, leftOut },
    });
    const { leftOut } = resolution;
    if (id === undefined)
        return callStep(purposeOf(leftOut), upsertAccount({ name: account.name, account: resolution.payload }), {
            problems: resolution.problems,
        });
    const sure = resolve('account', vouched.fields, vouched.custom, context.catalog);
    const filled = fillBlanks(account, resolution.payload, sure.payload);
    const problems = [...resolution.problems, ...filled.problems];
    const stays = filled.problems.length > 0 ? namesBut(pages, filled.payload) : [];
    const purpose = purposeOf([...leftOut, ...stays]);
    return Object.keys(filled.payload).length === 0
        ? { do: 'settle', purpose, problems }
        : callStep(purpose, updateAccount(id, filled.payload), { problems });
}
/** A company is many people's: what a page says of one that was there fills in what it lacks. */
function divide({ fields, custom }) {
    const of = (values, isPages) => waitingValues(Object.fromEntries(Object.entries(values).filter(([, each]) => (rankOf$1(each) === 'page') === isPages)));
    return {
        vouched: { fields: of(fields, false), custom: of(custom, false) },
        pages: { fields: of(fields, true), custom: of(custom, true) },
    };
}
/** Refused for want of what only a page has said: it is not there, and may have all. */
function isToBeMade(account, { messages }) {
    if (account.id !== undefined || account.existed === false)
        return false;
    return isForWant(messages) && isAnything(divide(account).pages);
}
const isAnything = ({ fields, custom }) => Object.keys(fields).length + Object.keys(custom).length > 0;
const namesBut = ({ fields, custom }, sent) => [
    ...Object.keys(fields).filter((name) => !Object.hasOwn(sent, name)),
    ...Object.keys(custom),
];
/** Without what a page would write over. */
function fillBlanks({ existed, blank = [] }, payload, vouched) {
    if (existed === false)
        return { payload, problems: [] };
    const problems = [];
    const keep = (all, sure) => Object.fromEntries(Object.entries(all).flatMap(([name, value]) => {
        if (name === 'custom_field' && isObject$1(value)) {
            const own = sure[name];
            const kept = keep(value, isObject$1(own) ? own : {});
            return Object.keys(kept).length > 0 ? [[name, kept]] : [];
        }
        if (Object.hasOwn(sure, name) || blank.includes(name))
            return [[name, value]];
        problems.push({ field: `account.${name}`, reason: STAYS$1, value });
        return [];
    }));
    return { payload: keep(payload, vouched), problems };
}
const STAYS$1 = 'left as it is: the company was there, and nobody vouches for what a page says of it';
const check = (id) => callStep({ kind: 'checkAccount' }, getAccount(id));

/** A company: a subject of its own, since its people share it. */
const account = {
    name: 'account',
    after: [],
    due: (account) => account.id === undefined || account.isDoubted || isRecordWaiting(account)
        ? { priority: PRIORITY.mapped, dueAt: 0 }
        : undefined,
    plan: planAccount,
    calls: {
        account: {
            settle(account, { values }, { answer, call, now }) {
                settleValues(account, values, now);
                delete account.held;
                const id = readId(answer, 'sales_account');
                if (answer)
                    keepSeen(account, answer, now);
                if (id !== undefined)
                    account.id = id;
                return answer && call ? findIgnored(call, answer) : [];
            },
            refuse(account, { values }) {
                dropValues(account, values);
                if (account.id === undefined)
                    account.refused = true;
                return undefined;
            },
            putBack: (account, { values }) => putValuesBack(account, values),
            letGo(account, _purpose, refusal) {
                if (!isToBeMade(account, refusal))
                    return refusal.status === NOT_FOUND$6 && letGo(account, refusal.now);
                account.existed = false;
                return true;
            },
        },
        checkAccount: {
            settle(account, _purpose, { answer, now }) {
                if (readRecord(answer, 'sales_account')?.['is_deleted'] === true)
                    letGo(account, now);
                else if (answer)
                    keepSeen(account, answer, now);
                return [];
            },
            /** What it holds cannot be seen, so a page fills in nothing. */
            refuse(account) {
                account.isDoubted = false;
                account.blank ??= [];
                return undefined;
            },
            letGo: (account, _purpose, { status, now }) => status === NOT_FOUND$6 && letGo(account, now),
        },
    },
    describe(account) {
        const { fields, custom } = waitingRecord(account);
        return {
            company: account.id === undefined && !account.refused ? [account.name] : [],
            fields: [...Object.keys(fields), ...Object.keys(custom)],
        };
    },
};
function foldAccount(account, change, { said, receivedAt }) {
    stampRecord(account, change, said);
    account.lastSeenAt = receivedAt;
    delete account.refused;
}
const NOT_FOUND$6 = 404;
/** Deleted or merged in the CRM: it is found by its name or made again, with all that is known of it. */
function letGo(account, now) {
    if (account.id === undefined)
        return false;
    account.letGoAt = now;
    delete account.id;
    delete account.isDoubted;
    delete account.existed;
    delete account.blank;
    markAllWaiting(account);
    return true;
}
/** What the record is without is kept of one that was there: that a page may fill in. */
function keepSeen(account, answer, now) {
    account.seenAt = now;
    delete account.isDoubted;
    if (account.id === undefined)
        account.existed = answer.status !== 201;
    if (account.existed !== false)
        account.blank ??= blanksOf(readRecord(answer, 'sales_account') ?? {});
}
function blanksOf(record) {
    const custom = record['custom_field'];
    return [record, isObject$1(custom) ? custom : {}].flatMap((values) => Object.keys(values).filter((name) => isBlank(values[name]) || isEmptyList(values[name])));
}
const isEmptyList = (value) => Array.isArray(value) && value.length === 0;

/**
 * The sales activities among a contact's timeline. A line holds the activity's own values in
 * `action_data` and its id as `actionable_id`; accounts that list the activities themselves are
 * read as well.
 */
function readTimeline(answer) {
    const lines = answer?.body['activities'] ?? answer?.body['sales_activities'];
    return Array.isArray(lines) ? lines.flatMap(activityOf) : [];
}
function activityOf(line) {
    if (!isObject$1(line))
        return [];
    const isLine = isObject$1(line['action_data']);
    if (isLine && !/^sales_?activity$/i.test(String(line['actionable_type'] ?? 'SalesActivity')))
        return [];
    const data = isObject$1(line['action_data']) ? line['action_data'] : line;
    const id = toId(isLine ? (line['actionable_id'] ?? data['id']) : line['id']);
    const title = data['title'];
    if (id === undefined || typeof title !== 'string')
        return [];
    const startDate = textOf$2(data['from_date'] ?? data['start_date']);
    const notes = textOf$2(data['description'] ?? data['notes']);
    return [
        {
            id,
            title,
            ...(startDate === undefined ? {} : { startDate }),
            ...(notes === undefined ? {} : { notes }),
        },
    ];
}
function textOf$2(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}
/** Whether two times are the same to Freshsales, which keeps no milliseconds. */
function isSameSecond(one, other) {
    return Math.floor(Date.parse(String(one)) / 1_000) === Math.floor(Date.parse(other) / 1_000);
}

const isInDoubt = (subject, doubtKey) => subject.unsure?.includes(doubtKey) === true;
function markInDoubt(subject, doubtKey) {
    if (!isInDoubt(subject, doubtKey))
        subject.unsure = [...(subject.unsure ?? []), doubtKey];
}
function clearDoubt(subject, doubtKey) {
    const rest = subject.unsure?.filter((each) => each !== doubtKey) ?? [];
    if (rest.length)
        subject.unsure = rest;
    else
        delete subject.unsure;
}

/**
 * A higher word says the same as a page's event did: what it says counts, and it is done once. What is
 * on its way, or there already, stays.
 */
function joinWaiting(items, said, { person, doubtKey }) {
    const isJoined = ({ key, vouched }) => key === said.key && !vouched && !isInDoubt(person, doubtKey);
    return items.map((item) => (isJoined(item) ? said : item));
}

/** A person carries no more than this; beyond it a broken sender is at work. */
const MAX_WAITING$1 = 500;
/** Sales activities that events were mapped to, oldest first, each its own call. */
const activities = {
    name: 'activities',
    after: ['contact'],
    owns: { activities: true, activityIds: true },
    removes: { activity: true },
    empty: () => ({ activities: [] }),
    fold: {
        activity(person, { object: _, ...change }, { at, said, isRepeated }) {
            const vouched = said.by !== 'page';
            const activity = { ...change, at, ...(vouched && { vouched }) };
            const doubtKey = doubtKeyOf$3(activity.key);
            if (isRepeated)
                person.activities = joinWaiting(person.activities, activity, { person, doubtKey });
            else if (person.activities.length < (vouched ? MAX_WAITING$1 : MAX_WAITING$1 / 2))
                person.activities.push(activity);
            person.activities.sort(byTime);
        },
    },
    merge: (into, from) => into.activities.push(...from.activities),
    due(person) {
        if (person.activities.length === 0)
            return undefined;
        const due = { priority: PRIORITY.mapped, dueAt: 0 };
        return person.activities.some(({ target }) => target) ? { ...due, standsAlone: true } : due;
    },
    plan: planActivity,
    calls: {
        activity: {
            settle(person, { key }, { answer }) {
                remove$1(person, key);
                const id = readId(answer, 'sales_activity');
                if (id !== undefined)
                    remember(person, id);
                return [];
            },
            refuse(person, purpose) {
                return takeOut$2(person, purpose);
            },
            putBack(person, _purpose, removed) {
                putIn$1(person, removed);
            },
            standsAlone: ({ activity }) => activity?.target !== undefined,
            needsContact: ({ activities }, purpose) => activities.some(({ key, target }) => key === purpose.key && !target),
        },
        findActivity: {
            settle(person, { key, title, start }, { answer }) {
                clearDoubt(person, doubtKeyOf$3(key));
                const found = readTimeline(answer).find((each) => each.title === title &&
                    isSameSecond(each.startDate, start) &&
                    !person.activityIds?.includes(each.id));
                if (found) {
                    remove$1(person, key);
                    remember(person, found.id);
                }
                return [];
            },
            /** It may be there, so it is not made once more: it stays in doubt in the dead letters. */
            refuse(person, purpose) {
                return takeOut$2(person, purpose);
            },
            putBack(person, _purpose, removed) {
                putIn$1(person, removed);
            },
            standsAlone: ({ activity }) => activity?.target !== undefined,
            needsContact: ({ activities }, purpose) => activities.some(({ key, target }) => key === purpose.key && !target),
        },
    },
    describe: ({ activities }) => ({
        activity: activities.map(({ fields }) => String(fields['title'] ?? '')),
    }),
};
function planActivity(person, context) {
    const { contactId } = person;
    const activity = person.activities.find((each) => each.target || contactId !== undefined);
    if (!activity)
        return undefined;
    const target = activity.target ?? { type: 'Contact', id: contactId ?? 0 };
    const resolution = resolve('activity', activity.fields, {}, context.catalog);
    const list = planList(resolution, context);
    if (list)
        return list;
    const { payload, problems } = resolution;
    const { key } = activity;
    if (resolution.incomplete.length > 0)
        return { do: 'refuse', purpose: { kind: 'activity', key }, problems };
    const doubtKey = doubtKeyOf$3(key);
    if (isInDoubt(person, doubtKey)) {
        const [title, start] = [String(payload['title']), String(payload['start_date'])];
        const find = findActivities(target.id, target.type);
        return callStep({ kind: 'findActivity', key, title, start }, find);
    }
    return callStep({ kind: 'activity', key }, createActivity({ activity: payload, target }), {
        problems,
        doubtKey,
    });
}
const doubtKeyOf$3 = (key) => `activity:${key}`;
const byTime = (one, other) => one.at - other.at;
function takeOut$2(person, { key }) {
    const activity = person.activities.find((each) => each.key === key);
    remove$1(person, key);
    return activity && { activity };
}
function putIn$1(person, { activity }) {
    if (!activity || person.activities.some(({ key }) => key === activity.key))
        return;
    person.activities.push(activity);
    person.activities.sort(byTime);
}
function remove$1(person, key) {
    person.activities = person.activities.filter((each) => each.key !== key);
}
function remember(person, id) {
    person.activityIds = [...(person.activityIds ?? []), id].slice(-50);
}

/**
 * A record without a prototype, in which `constructor` and `__proto__` are names like any other: in a
 * plain one they reach what all objects of the program share.
 */
function byName(entries = {}) {
    return Object.assign(Object.create(null), entries);
}

/** Links to accounts are an array of the contact, so the contact's own call carries them. */
const companies = {
    name: 'companies',
    after: ['account', 'contact'],
    owns: { accounts: true, linkedAt: true },
    removes: {},
    empty: () => ({ accounts: byName() }),
    fold: {
        account(person, { name }, { findAccount }) {
            const account = findAccount(name);
            const known = account?.name ?? name;
            const isGone = account?.letGoAt !== undefined && account.letGoAt > (person.linkedAt ?? 0);
            if (isGone)
                person.accounts[known] = false;
            else
                person.accounts[known] ??= false;
        },
    },
    merge(into, from) {
        for (const [name, isLinked] of Object.entries(from.accounts))
            into.accounts[name] ||= isLinked;
        into.linkedAt = Math.max(into.linkedAt ?? 0, from.linkedAt ?? 0);
    },
    due: (person) => unlinkedCompanies(person).length > 0 ? { priority: PRIORITY.mapped, dueAt: 0 } : undefined,
    calls: {},
    forgetRecord: (person) => markCompanies(person, Object.keys(person.accounts), false),
    describe: (person) => ({ company: unlinkedCompanies(person) }),
};
const unlinkedCompanies = ({ accounts }) => Object.keys(accounts).filter((name) => !accounts[name]);
/** Whether links are in the CRM; companies the person does not belong to stay out. */
function markCompanies(person, names, isLinked) {
    for (const name of names)
        if (name in person.accounts)
            person.accounts[name] = isLinked;
}
/** Links that Freshsales did not take may be to accounts that are gone: those are looked at and linked anew. */
function retryLinks(person, { links, sendsLinks }, { call, doubtAccounts }) {
    const contact = call?.body?.['contact'];
    if (!links || !sendsLinks || !isObject$1(contact) || contact['sales_accounts'] !== undefined)
        return;
    markCompanies(person, doubtAccounts(links), false);
}
/** More are refused by Freshsales. */
const MAX_ACCOUNTS = 10;
/** The links to be: the ones that are there and ours. Or the account that must be made first. */
function planLinks(names, present, context) {
    const wanted = [];
    for (const name of names) {
        const account = context.findAccount(name);
        if (!account || account.refused)
            continue;
        if (account.id === undefined || account.isDoubted)
            return { first: account };
        wanted.push(account);
    }
    const links = [...present];
    // The first account is the primary one and stays it.
    for (const { id } of wanted)
        if (id !== undefined && links.length < MAX_ACCOUNTS && !links.some((link) => link.id === id))
            links.push({ id, is_primary: links.length === 0 });
    const problems = wanted.filter(({ id }) => !links.some((link) => link.id === id)).map(noRoom$1);
    return { links, problems };
}
function noRoom$1({ name }) {
    const reason = `not linked: Freshsales links a contact to ${MAX_ACCOUNTS} accounts at most`;
    return { field: 'sales_accounts', reason, value: name };
}

/** What a lookup found, of one kind: `{contacts: {contacts: [{id, …}]}}`. */
function readFound(answer, kind) {
    const outer = answer?.body[kind];
    return recordsIn(isObject$1(outer) ? outer[kind] : outer);
}
/** The deals of a contact that was read with them; they stand beside it, on some accounts inside. */
function readDeals(answer) {
    return recordsIn(answer?.body['deals'] ?? readRecord(answer, 'contact')?.['deals']);
}
/** The primary one of the accounts that a contact is linked to, where it was read with them. */
function primaryAccountOf(answer) {
    const links = recordsIn(readRecord(answer, 'contact')?.['sales_accounts']);
    return (links.find(({ record }) => record['is_primary'] === true) ?? links[0])?.id;
}
/** The tasks of a record that was read with them; they stand beside it, on some accounts inside. */
function readTasks(answer) {
    return recordsIn(answer?.body['tasks'] ?? readRecord(answer, 'contact', 'lead')?.['tasks']);
}
/** The notes of a record. */
function readNotes(answer) {
    return recordsIn(answer?.body['notes']);
}
/** The addresses of a contact as Freshsales keeps them, the primary one marked. */
function readEmails(answer) {
    const emails = readRecord(answer, 'contact')?.['emails'];
    return Array.isArray(emails) ? emails.filter(isObject$1) : [];
}
function recordsIn(list) {
    if (!Array.isArray(list))
        return [];
    return list.flatMap((record) => {
        const id = isObject$1(record) ? toId(record['id']) : undefined;
        return isObject$1(record) && id !== undefined ? [{ id, record }] : [];
    });
}

/** What no two contacts of any account share, and no admin can make otherwise. */
const UNIQUE = new Set(['mobile_number', 'external_id']);
/** How Freshsales says that another record has a value, in the languages of `COMPULSORY`. */
const TAKEN$1 = /not unique|already|\bya (?:existe|está)|bereits|déjà|disponible|\bjá (?:existe|está)/iu;
function saysTaken(messages) {
    return messages.some((message) => TAKEN$1.test(message));
}
/** Of what a repair left out, the first that another contact has: it may be the same person. */
function anothersAmong(problems) {
    return problems.find(({ field, reason }) => UNIQUE.has(field) && TAKEN$1.test(reason));
}

/** Whose word an admitted event is. */
function wordOf({ admission = {} }) {
    const { provenance = admission.believed ? 'server' : 'page', fields } = admission;
    return fields === undefined ? { provenance } : { provenance, fields };
}
/** The keys that a signature vouches for are those that a token can name. */
function provenanceOfKey(key, provenance) {
    const isNamed = key === 'email' || key === 'userId';
    return provenance === 'signed' && !isNamed ? 'page' : provenance;
}
/** A signature says who a person is, not whose a company is. */
function provenanceOfAccount(provenance) {
    return provenance === 'signed' ? 'page' : provenance;
}

/** Classic accounts: people begin as leads, unless an event says that they are to be contacts. */
function goesAsLead(person, { config }) {
    return (config.domain.generation === 'classic' && !person.asContact && person.contactId === undefined);
}
function hasFieldsWaiting(person) {
    return Boolean(person.emailMoved) || isRecordWaiting(person);
}
/** `word` is whose the event is; what an operator lets a page set by name counts for more. */
function stampContact(person, { fields, custom, isOperators, isForward }, { said, word }) {
    const own = isOperators ? { ...said, by: 'server' } : said;
    for (const [name, value] of Object.entries(fields)) {
        const by = isOperators ? own.by : provenanceOfField(name, word);
        if (SET_ONCE_FIELDS.has(name))
            stampFirst(person.fields, name, { ...said, by, value });
        else
            stamp(person.fields, name, value, isForNewContacts(name)
                ? { at: said.at, by, ...(isForward && MOVES_ON.has(name) && { forward: true }) }
                : { ...own, by });
    }
    stampAll(person.custom, custom, own);
}
/** What an event may move on, and not back. */
const MOVES_ON = new Set(['lifecycle_stage_id', 'contact_status_id']);
/** Of how they first came, the earlier holds; of all else, the later. */
function mergeContacts(into, from) {
    const first = {};
    for (const name of SET_ONCE_FIELDS) {
        const [ours, theirs] = [into.fields[name], from.fields[name]];
        if (theirs && (!ours || isEarlier(theirs, ours)))
            first[name] = theirs;
        else if (ours)
            first[name] = ours;
    }
    mergeRecords(into, from);
    Object.assign(into.fields, first);
}
/** What waits of the fields that are set once. */
function waitingFirsts(person) {
    return Object.fromEntries(Object.entries(waitingValues(person.fields)).filter(([name]) => SET_ONCE_FIELDS.has(name)));
}
/** Settled by the earliest event on the highest word, and never written over once it is in the CRM. */
function stampFirst(fields, name, given) {
    const { at, by, heardAt = at } = given;
    // A page may say any time; nobody's first visit comes to light much later than it was.
    const value = by === 'page' ? { ...given, at: Math.max(at, heardAt - LATEST_MS$1) } : given;
    const known = fields[name];
    if (!known || isEarlier(value, known))
        fields[name] = value;
}
/** Browsers keep what they could not send for six days. */
const LATEST_MS$1 = 7 * 24 * 3_600_000;
function isEarlier(one, known) {
    const order = compareRanks(rankOf$1(one), rankOf$1(known));
    return order > 0 || (order === 0 && !known.delivered && one.at < known.at);
}

/** What version 0.1.0 wrote has no number. */
const UNNUMBERED = 1;
/** A row is JSON with its version in it. Parts that this version does not know stay in the row. Pure. */
function createRowFormat({ version, upgrades, complete, }) {
    return {
        read(text) {
            const parsed = parse$1(text);
            if (!isObject$1(parsed))
                return { ok: false, reason: UNREADABLE };
            const { version: written = UNNUMBERED, ...row } = parsed;
            if (typeof written !== 'number' || !Number.isSafeInteger(written) || written < UNNUMBERED)
                return { ok: false, reason: UNREADABLE };
            if (written > version)
                return { ok: false, reason: laterThan(version, written) };
            let upgraded = row;
            for (const upgrade of upgrades.slice(written - 1))
                upgraded = upgrade(upgraded);
            return complete(upgraded)
                ? { ok: true, row: upgraded }
                : { ok: false, reason: 'a part of it is missing or of another kind' };
        },
        write(row) {
            // Joined as text: a copy of the row would take as long as writing it.
            const parts = JSON.stringify(row).slice(1);
            return `{"version":${version}${parts === '}' ? '' : ','}${parts}`;
        },
    };
}
/** Why a row of a later version is left alone: what it means to that version is not known here. */
const laterThan = (known, written) => `a later version of freshsales-edge wrote it (format ${written}, this one reads up to ${known})`;
const UNREADABLE = 'it is no whole JSON';
/** Undefined: not JSON. */
function parse$1(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/**
 * Gives a row the parts that it lacks, as an empty one has them: a part that was added later needs
 * no migration. False when a part is of another kind than in the empty one: the row is torn.
 */
function fillIn(row, empty) {
    const parts = row;
    for (const [name, initial] of Object.entries(empty)) {
        const part = parts[name];
        if (part === undefined)
            parts[name] = initial;
        else if (kindOf(part) !== kindOf(initial))
            return false;
    }
    return true;
}
const kindOf = (value) => Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
/**
 * Two rows become one: what a later version wrote into `from` goes along, although it means nothing
 * here. Lists are joined, of two records each name is kept, and where both hold something else
 * `into` keeps its own.
 */
function carryUnknown(into, from, isKnown) {
    const parts = into;
    for (const [name, theirs] of Object.entries(from))
        if (!isKnown(name))
            parts[name] = join$1(parts[name], theirs);
}
function join$1(ours, theirs) {
    if (ours === undefined)
        return theirs;
    if (Array.isArray(ours) && Array.isArray(theirs)) {
        const there = new Set(ours.map((each) => JSON.stringify(each)));
        return [...ours, ...theirs.filter((each) => !there.has(JSON.stringify(each)))];
    }
    return isObject$1(ours) && isObject$1(theirs) ? { ...theirs, ...ours } : ours;
}
/** What was kept as JSON; undefined where the row became unreadable: one of them must not stop the others. */
function parseKept(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}

const DEAL_FIELDS = {
    id: true,
    account: true,
    accountId: true,
    unlinked: true,
    looked: true,
    existed: true,
    fields: true,
    custom: true,
};
const isDealWaiting = (deal) => deal.id === undefined || deal.unlinked === true || isRecordWaiting(deal);
/** A contact that was made just now has no deals: those that wait need not be looked for. */
function markDealsLooked({ deals }) {
    for (const deal of Object.values(deals))
        deal.looked = true;
}
/** A deal that was to travel with a lead counted as made; as a record of its own it is to be made. */
function reopenLeadDeal({ deals }, name) {
    const deal = deals[name];
    if (deal?.id !== 0)
        return;
    delete deal.id;
    markAllWaiting(deal);
}
/**
 * Folds what is said of a deal. One that sales people made, or of which a server has spoken, is not a
 * page's to change: then it stays as it is.
 */
function foldDeal(person, change, said) {
    const deal = person.deals[change.name] ?? { fields: {}, custom: {} };
    const by = change.isOperators ? 'server' : said.by;
    if (by === 'page' && (deal.existed || isVouched(deal)))
        return staysAsItIs(change.name);
    person.deals[change.name] = deal;
    if (change.account)
        deal.account = change.account;
    stampRecord(deal, change, { ...said, by });
    return undefined;
}
const isVouched = ({ fields, custom }) => [fields, custom].some((values) => Object.values(values).some((each) => each.by !== undefined && each.by !== 'page'));
const staysAsItIs = (name) => ({
    field: 'deal',
    reason: 'left as it is: the deal was there, and nobody vouches for what a page says of it',
    value: name,
});
/** It was there before anybody here spoke of it: what pages said of it goes no further. */
function keepAsFound(deal, name, now) {
    deal.existed = true;
    const pages = [deal.fields, deal.custom]
        .flatMap((values) => Object.values(values))
        .filter((each) => !each.delivered && rankOf$1(each) === 'page');
    for (const each of pages)
        Object.assign(each, { delivered: true, leftOutAt: now });
    return pages.length > 0 ? [staysAsItIs(name)] : [];
}
/** Adds a deal, or what it knows better to the one of that name. */
function putDeal(person, name, theirs) {
    const ours = person.deals[name];
    if (!ours) {
        person.deals[name] = theirs;
        return theirs;
    }
    mergeRecords(ours, theirs);
    if (theirs.id !== undefined)
        ours.id ??= theirs.id;
    if (theirs.account !== undefined)
        ours.account ??= theirs.account;
    if (theirs.looked)
        ours.looked = true;
    if (theirs.existed)
        ours.existed = true;
    carryUnknown(ours, theirs, (part) => Object.hasOwn(DEAL_FIELDS, part));
    return ours;
}
const doubtKeyOf$2 = (name) => `deal:${name}`;

/**
 * A page never changes what decides about a contact that is in the CRM: another's word stands there.
 * Nor does junk take the place of a value.
 */
function guardContact(person, { fields, isOperators }, { event }) {
    const guarded = { allowed: {}, asked: {} };
    for (const [name, value] of Object.entries(fields)) {
        const isPages = !isOperators && provenanceOfField(name, wordOf(event)) === 'page';
        if (isPages && isJunk(value) && person.fields[name] !== undefined)
            continue;
        if (!isPages || !isForNewContacts(name) || isNew(person) || isOwnId(person, name))
            guarded.allowed[name] = value;
        else if (name !== 'external_id' && person.fields[name]?.value !== value)
            guarded.asked[name] = value;
    }
    return guarded;
}
/** A contact that a page's word has made may get its id from there too, once. */
function isOwnId({ existed, fields }, name) {
    return name === 'external_id' && existed === false && fields[name] === undefined;
}

/** As many of each kind as an entry lists. */
const MAX_TOLD = 12;
/** An entry shows no more of a value; what somebody wrote is worth more room. */
const MAX_CHARACTERS$1 = { said: 1_000, asked: 200, unverified: 200 };
const KINDS$1 = ['said', 'asked', 'unverified'];
function countTold(visit) {
    const names = KINDS$1.flatMap((kind) => Object.keys(visit[kind] ?? {}));
    return names.length + (visit.hints?.length ?? 0);
}
/** Adds what another one tells; the newer value of a name is told. */
function joinTold(visit, other) {
    for (const kind of KINDS$1) {
        const joined = { ...visit[kind], ...shortened(other[kind] ?? {}, MAX_CHARACTERS$1[kind]) };
        const entries = Object.entries(joined).slice(0, MAX_TOLD);
        if (entries.length > 0)
            visit[kind] = Object.fromEntries(entries);
    }
    const hints = [...new Set([...(visit.hints ?? []), ...(other.hints ?? [])])];
    if (hints.length > 0)
        visit.hints = hints.slice(0, MAX_TOLD);
}
function shortened(fields, characters) {
    return Object.fromEntries(Object.entries(fields).map(([name, value]) => {
        const text = typeof value === 'string' ? value : JSON.stringify(value);
        return [name, text.length > characters ? `${text.slice(0, characters)}…` : value];
    }));
}

/** Quiet for this long ends a visit; the definition web analytics has used since Urchin. */
const VISIT_IDLE_MS = 30 * 60_000;
/** A sleeping laptop or a phone underground sends a visit's last events later than this only rarely. */
const LATE_MS = 24 * 60 * 60_000;
/** A returning visitor who never said who they are: older visits are told together. */
const KEPT_VISITS = 5;
const LISTED_PAGES = 50;
const LISTED_EVENTS = 50;
/** Adds a page view or an event to the visit it belongs to by its own time, also when it comes late. */
function visitSeen(visits, sighting) {
    const { at, change } = sighting;
    const visit = findVisit(visits, at) ?? openVisit(visits, sighting);
    if (at < visit.startedAt)
        visit.startedAt = at;
    if (at > visit.lastSeenAt)
        visit.lastSeenAt = at;
    if (sighting.campaign && !visit.campaign)
        visit.campaign = sighting.campaign;
    const earlier = toCount(sighting.earlier);
    if (earlier > 0)
        visit.earlier = (visit.earlier ?? 0) + earlier;
    if (change.object === 'page')
        addPage(visit, change, at);
    else if (visit.events.length < LISTED_EVENTS)
        insertByTime(visit.events, { name: change.name, at, properties: change.properties });
    else
        visit.more = (visit.more ?? 0) + 1;
    return visit;
}
const MAX_EARLIER = 9_999;
function toCount(said) {
    const isCount = typeof said === 'number' && Number.isInteger(said) && said > 0;
    return isCount ? Math.min(said, MAX_EARLIER) : 0;
}
/** A server's events alone are no visit to the site. */
function isCounted(visit) {
    return visit !== undefined && visit.pages.length > 0;
}
/** How much there is to tell: grows with every page view and event. */
function itemsOf(visit) {
    let items = visit.events.length + (visit.more ?? 0);
    for (const page of visit.pages)
        items += page.views;
    return items + countTold(visit);
}
/** All there is to tell is in its entry. */
function isTold(visit) {
    return visit.entry !== undefined && itemsOf(visit) <= visit.entry.told;
}
/** Nothing of it is left to do, and none of its events will still come. */
function isDone$1(visit, now) {
    return isTold(visit) && now - visit.lastSeenAt >= LATE_MS;
}
/** Brings the visits of one person seen under two identities together; what has an entry, or may have one, stays apart. */
function mergeVisits$1(into, from, isInDoubt = () => false) {
    for (const theirs of from) {
        const ours = findVisit(into, theirs.startedAt);
        if (ours && !theirs.entry && !isInDoubt(theirs))
            join(ours, theirs);
        else
            into.push(theirs);
    }
    into.sort((a, b) => a.startedAt - b.startedAt);
    keepFew(into);
}
function findVisit(visits, at) {
    return visits.find((visit) => at >= visit.startedAt - VISIT_IDLE_MS && at < visit.lastSeenAt + VISIT_IDLE_MS);
}
function openVisit(visits, { at, messageId }) {
    const visit = { id: messageId, startedAt: at, lastSeenAt: at, pages: [], events: [] };
    visits.push(visit);
    visits.sort((a, b) => a.startedAt - b.startedAt);
    keepFew(visits);
    return visits.includes(visit) ? visit : (visits[0] ?? visit);
}
function addPage(visit, change, at) {
    const url = change.url ?? change.name ?? '';
    const title = change.title ?? change.name;
    const known = visit.pages.find((page) => page.url === url);
    if (known) {
        known.views++;
        if (title)
            known.title = title;
    }
    else if (visit.pages.length < LISTED_PAGES) {
        insertByTime(visit.pages, { url, ...(title && { title }), views: 1, at });
    }
    else
        visit.more = (visit.more ?? 0) + 1;
    const { referrer } = change;
    if (referrer && !isSameSite(referrer, url) && (!visit.referrer || at === visit.startedAt))
        visit.referrer = referrer;
}
/** Whoever goes from page to page, or stays away for an hour, still comes from where they came first. */
function isSameSite(referrer, url) {
    const host = hostOf(url);
    return host !== undefined && host === hostOf(referrer);
}
function hostOf(address) {
    return /^https?:\/\/(?:www\.)?([^/?#]+)/i.exec(address)?.[1]?.toLowerCase();
}
function insertByTime(items, item) {
    let index = items.length;
    while (index > 0 && (items[index - 1]?.at ?? 0) > item.at)
        index--;
    items.splice(index, 0, item);
}
/** Those that are told go first; then the two oldest become one entry, so that an introduction costs few calls. */
function keepFew(visits) {
    while (visits.length > KEPT_VISITS) {
        const told = visits.findIndex(isTold);
        const [oldest, next] = visits;
        if (!oldest || !next)
            return;
        if (told < 0) {
            oldest.joined = (oldest.joined ?? 1) + (next.joined ?? 1);
            join(oldest, next);
        }
        visits.splice(told < 0 ? 1 : told, 1);
    }
}
function join(visit, other) {
    visit.startedAt = Math.min(visit.startedAt, other.startedAt);
    visit.lastSeenAt = Math.max(visit.lastSeenAt, other.lastSeenAt);
    if (!visit.campaign && other.campaign)
        visit.campaign = other.campaign;
    if (!visit.referrer && other.referrer)
        visit.referrer = other.referrer;
    joinTold(visit, other);
    if (other.joined)
        visit.joined = Math.max(visit.joined ?? 1, other.joined);
    if (other.earlier)
        visit.earlier = (visit.earlier ?? 0) + other.earlier;
    let more = (visit.more ?? 0) + (other.more ?? 0);
    for (const page of other.pages) {
        const known = visit.pages.find(({ url }) => url === page.url);
        if (known)
            known.views += page.views;
        else if (visit.pages.length < LISTED_PAGES)
            insertByTime(visit.pages, page);
        else
            more += page.views;
    }
    for (const event of other.events) {
        if (visit.events.length < LISTED_EVENTS)
            insertByTime(visit.events, event);
        else
            more++;
    }
    if (more)
        visit.more = more;
}

const PATH = '/contacts';
/**
 * Whether a person is made with everything at once, links to companies and all: one call less for
 * somebody new, and one more where the contact is there, which refuses this call untouched. So it is
 * not tried where a visit is to be told as well: then a contact that is there would cost five calls.
 */
function isMadeWithLinks(person) {
    const { email, existed, read, visits } = person;
    const isUnknown = email !== undefined && isNew(person) && existed === undefined && !read;
    const isTold = visits.every((visit) => itemsOf(visit) <= (visit.entry?.told ?? 0));
    return isUnknown && isTold && unlinkedCompanies(person).length > 0;
}
/** Nothing is there that could be replaced. */
const noArrays = (now) => ({ accounts: [], tags: [], at: now });
/**
 * The contact is there, or is refused for what no repair helps: an upsert with a name finds or makes
 * it. What may go into it is decided once it is known which of the two it was.
 */
function upsertInstead(call, { messages }) {
    const contact = call.body?.['contact'];
    if (call.path !== PATH || !isObject$1(contact) || isForWant(messages))
        return undefined;
    const email = String(contact['emails']);
    const { first_name, last_name } = contact;
    const name = { ...(first_name && { first_name }), ...(last_name && { last_name }) };
    return {
        call: upsertContact({ email, contact: name, include: 'sales_accounts' }),
        problems: [],
    };
}
/** Whether the call made the contact: an upsert says so by its status. */
function isCreated(answer, call) {
    return answer !== undefined && (answer.status === 201 || isCreate(call));
}
const isCreate = (call) => call?.method === 'POST' && call.path === PATH;
/** Freshsales rounds to seconds, and clocks differ a little. */
const CLOCK_TOLERANCE_MS = 5_000;
/** Made after the person began to wait: by the call whose answer got lost. */
function isMadeSince(answer, { waitingSince = 0 }) {
    const at = readRecord(answer, 'contact')?.['created_at'];
    return typeof at !== 'string' || Date.parse(at) >= waitingSince - CLOCK_TOLERANCE_MS;
}

/** What is sent instead of a contact that no repair helps; undefined where nothing is left to try. */
function lastResort(call, error) {
    return withLastName(call, error) ?? bareContact(call, error);
}
/**
 * Many accounts make the last name compulsory, and many people give none. Like other connectors, the
 * first name stands in for it, or what the address begins with. Undefined where it is not asked for.
 */
function withLastName(call, error) {
    const { contact, unique_identifier: identifier } = call.body ?? {};
    if (!isObject$1(contact) || !isBlank(contact['last_name']))
        return undefined;
    if (!lackingFields('contact', error.messages).includes('last_name'))
        return undefined;
    const name = contact['first_name'] ?? localPartOf(contact['emails'] ?? emailIn(identifier));
    if (typeof name !== 'string')
        return undefined;
    return {
        call: { ...call, body: { ...call.body, contact: { ...contact, last_name: name } } },
        problems: [
            {
                field: 'last_name',
                reason: 'filled in: the account asks for it, and it was not given',
                value: name,
            },
        ],
    };
}
const emailIn = (identifier) => isObject$1(identifier) ? identifier['emails'] : undefined;
const localPartOf = (email) => typeof email === 'string' ? email.split('@')[0] : undefined;
const BARE_FIELDS = ['emails', 'first_name', 'last_name'];
/** Better a contact with a name and an address than none: the rest of a record that no repair helps is left out. */
function bareContact(call, error) {
    const contact = call.body?.['contact'];
    const email = call.body?.['unique_identifier']?.emails;
    if (!email || !isObject$1(contact) || isForWant(error.messages))
        return undefined;
    const kept = Object.entries(contact).filter(([field]) => BARE_FIELDS.includes(field));
    const lost = Object.entries(contact).filter(([field]) => !BARE_FIELDS.includes(field));
    if (lost.length === 0)
        return undefined;
    const reason = `Left out, because Freshsales refused the record: ${error.messages.join('; ')}`;
    return {
        call: upsertContact({ email, contact: Object.fromEntries(kept) }),
        problems: lost.map(([field, value]) => ({ field, value, reason })),
    };
}

/** Tags are an array of the contact, so the contact's own call carries them. */
const tags = {
    name: 'tags',
    after: ['contact'],
    owns: { tags: true },
    removes: {},
    empty: () => ({ tags: byName() }),
    fold: {
        tag(person, { tag }) {
            person.tags[tag] ??= false;
        },
    },
    merge(into, from) {
        for (const [tag, isDelivered] of Object.entries(from.tags))
            into.tags[tag] ||= isDelivered;
    },
    due: (person) => waitingTags(person).length > 0 ? { priority: PRIORITY.mapped, dueAt: 0 } : undefined,
    calls: {},
    forgetRecord: (person) => markTags(person, Object.keys(person.tags), false),
    describe: (person) => ({ tags: waitingTags(person) }),
};
const waitingTags = ({ tags }) => Object.keys(tags).filter((tag) => !tags[tag]);
/** Whether tags are in the CRM; those the person does not have stay out. */
function markTags(person, names, isDelivered) {
    for (const tag of names)
        if (tag in person.tags)
            person.tags[tag] = isDelivered;
}

/** What was read is written back within this time, or read again: someone may have changed it. */
const READ_KEPT_MS$1 = 60_000;
function planArrays(person, context) {
    const [names, tags] = [unlinkedCompanies(person), waitingTags(person)];
    const { read } = person;
    if (names.length === 0 && tags.length === 0)
        return { do: 'nothing' };
    if (!read || !isFreshlyRead(person, context.now))
        return { do: 'read' };
    const planned = planLinks(names, read.accounts, context);
    if ('first' in planned)
        return { do: 'account', account: planned.first };
    const { links, problems } = planned;
    const allTags = [...new Set([...read.tags, ...tags])];
    const payload = {};
    if (links.length > read.accounts.length)
        payload['sales_accounts'] = links.map((link) => ({ ...link }));
    if (allTags.length > read.tags.length)
        payload['tags'] = allTags;
    return { do: 'replace', payload, links: names, tags, problems };
}
function isFreshlyRead({ read }, now) {
    return read !== undefined && now - read.at <= READ_KEPT_MS$1;
}
function settleArrays(person, sent, 
/** Absent where they were refused. */
now) {
    if (now !== undefined && sent.links?.length)
        person.linkedAt = now;
    markCompanies(person, sent.links ?? [], true);
    markTags(person, sent.tags ?? [], true);
    if (sent.links || sent.tags)
        delete person.read;
}
/** Takes the arrays from an answer that holds the contact. */
function readArrays(person, answer, now) {
    const { status, body } = answer;
    const contact = body['contact'];
    const isCreated = status === 201;
    if (!contact || (!isCreated && !contact.sales_accounts))
        return;
    person.read = {
        accounts: (contact.sales_accounts ?? []).map((link) => ({
            id: link.id,
            is_primary: link.is_primary === true,
        })),
        tags: contact.tags ?? [],
        emails: readEmails(answer),
        at: now,
    };
}

/** The most that Freshsales keeps of one contact. */
const MAX_EMAILS = 10;
/** Adds an address and keeps the others: `known` are those that the contact was read with. */
function addEmail(id, email, known, options = {}) {
    const { asPrimary = false } = options;
    const others = known
        .filter(({ value }) => String(value).toLowerCase() !== email)
        .slice(0, MAX_EMAILS - 1)
        .map((address) => (asPrimary ? { ...address, is_primary: false } : address));
    const same = known.find(({ value }) => String(value).toLowerCase() === email);
    const isPrimary = asPrimary || others.every((address) => address['is_primary'] !== true);
    const added = { ...same, value: email, is_primary: isPrimary };
    return updateContact(id, { emails: [...others, added] });
}

/** Requests that look for a person's record. Their index lags: who was made seconds ago may be missing. */
/** Answers `{contacts: {contacts: [{id, …}]}}`; a contact made seconds ago may still be missing. */
function findContact(email) {
    return { method: 'GET', path: `/lookup?q=${encodeURIComponent(email)}&f=email&entities=contact` };
}
/**
 * By any of its addresses, where an upsert and a lookup know the primary one only. Answers
 * `{contacts: [{id, …}]}`, with the accounts inside where Freshsales includes them.
 */
function findContactByAddress(email) {
    return {
        method: 'POST',
        path: '/filtered_search/contact?include=sales_accounts',
        body: {
            filter_rule: [{ attribute: 'contact_email.email', operator: 'is_in', value: email }],
        },
    };
}
/** Classic accounts: a converted lead is a contact. Read with `readFound`. */
function findLeadOrContact(email) {
    const query = encodeURIComponent(email);
    return { method: 'GET', path: `/lookup?q=${query}&f=email&entities=lead,contact` };
}

/**
 * What of a contact's waiting values may be sent. Until it is known whether the contact was there, a
 * page's word on what decides about it waits, and so does what only fills.
 */
function divideWaiting(person, { existing, back }) {
    const divided = {
        fields: {},
        custom: {},
        dropped: {},
        later: {},
        asked: {},
        filling: {},
    };
    for (const [name, stamped] of waitingIn(person.fields)) {
        const fate = back?.has(name)
            ? 'drop'
            : fateOf(name, stamped, { person, isFilling: existing === 'fill' });
        if (fate === 'send')
            divided.fields[name] = stamped.value;
        if (fate === 'wait' && stamped.forward)
            divided.later[name] = stamped.value;
        if (fate === 'drop')
            divided.dropped[name] = stamped.value;
        if (fate === 'drop' && isAsked(name, stamped))
            divided.asked[name] = stamped.value;
    }
    for (const [name, stamped] of waitingIn(person.custom)) {
        const isFilling = existing === 'fill' && rankOf$1(stamped) === 'page';
        if (isFilling && person.existed === undefined)
            continue;
        divided.custom[name] = stamped.value;
        if (isFilling)
            divided.filling[name] = stamped.value;
    }
    return divided;
}
const waitingIn = (fields) => Object.entries(fields).filter(([, { delivered }]) => !delivered);
function fateOf(name, stamped, { person, isFilling }) {
    // An event moves on a contact whose stage is known.
    if (stamped.forward && isNew(person))
        return 'wait';
    const isPages = rankOf$1(stamped) === 'page' && name !== 'emails';
    const isFirst = SET_ONCE_FIELDS.has(name);
    const isGuarded = isPages && isForNewContacts(name);
    const fills = FILL_FIELDS.has(name) ||
        (isPages && (isFilling || FILLED_FIELDS.has(name) || isJunk(stamped.value)));
    if (!isFirst && !isGuarded && !fills)
        return 'send';
    if (person.existed === undefined)
        return 'wait';
    if (isFirst || isGuarded)
        return person.existed ? 'drop' : 'send';
    if (!person.existed && !isFilling && !FILL_FIELDS.has(name) && !FILLED_FIELDS.has(name))
        return 'send';
    return person.blank?.includes(findRow('contact', name)?.instead ?? name) ? 'send' : 'drop';
}
/** What the browser tells by itself nobody asked for. */
function isAsked(name, stamped) {
    const isTold = SET_ONCE_FIELDS.has(name) || FILL_FIELDS.has(name) || name === 'external_id';
    return !isTold && rankOf$1(stamped) === 'page';
}
/** `EXISTING=fill`: of a page's custom values only those that nothing stands for. */
function fillCustom(object, payload, { person, divided, context, }) {
    const all = payload['custom_field'];
    if (!isObject$1(all) || Object.keys(divided.filling).length === 0)
        return { payload, asked: {} };
    const own = resolve(object, {}, divided.filling, context.catalog).payload['custom_field'];
    const kept = { ...all };
    const asked = {};
    for (const name of Object.keys(isObject$1(own) ? own : {})) {
        if (person.blank?.includes(name))
            continue;
        asked[name] = all[name] ?? null;
        delete kept[name];
    }
    const { custom_field: _, ...rest } = payload;
    return { payload: Object.keys(kept).length > 0 ? { ...rest, custom_field: kept } : rest, asked };
}

const FIELDS = ['lifecycle_stage_id', 'contact_status_id'];
/** Sales people move contacts on by hand: what was read is believed this long. */
const READ_KEPT_MS = 60_000;
/** What waits that an event set, and that may only move the contact on. */
const waitingForward = ({ fields }) => FIELDS.filter((name) => fields[name]?.forward && !fields[name].delivered);
/** Nobody knows yet where the contact stands, or no longer. */
const mustReadStage = (person, now) => !isNew(person) &&
    waitingForward(person).length > 0 &&
    now - (person.stage?.at ?? 0) > READ_KEPT_MS;
/** The stage of the contact as it was just read; null: the answer did not say. */
const freshStage = ({ stage }, now) => stage && now - stage.at <= READ_KEPT_MS ? (stage.lifecycle_stage_id ?? null) : undefined;
/** Without these an answer does not tell. */
const STAGE_INCLUDES = ['lifecycle_stage', 'contact_status'];
/** From an answer that was asked for it, or of a contact that was just made, which stands at the beginning. */
function readStage(person, answer, now) {
    const contact = readRecord(answer, 'contact') ?? {};
    const known = FIELDS.flatMap((name) => {
        const id = contact[name];
        return typeof id === 'number' ? [[name, id]] : [];
    });
    person.stage = { ...Object.fromEntries(known), at: now };
}
/** Stages that events would put the contact back from, or the list that tells their order. */
function findBackward(person, context) {
    const names = isNew(person) ? [] : waitingForward(person);
    const missing = listsFor(names, person).filter((name) => !context.catalog[name]);
    const list = planList({ missing, unknown: [] }, context);
    if (list)
        return { list };
    const present = rankOfPresent(person, context);
    const back = names.filter((name) => {
        const rank = rankOf(name, person.fields[name]?.value ?? null, context);
        return rank !== undefined && present !== undefined && isBefore$1(rank, present);
    });
    return { back: new Set(back), problems: back.map((field) => ({ field, reason: STAYS })) };
}
/** The statuses only where one of them decides: their list is a call. */
function listsFor(names, { stage }) {
    if (names.length === 0)
        return [];
    const isOfStages = names.every((name) => name === 'lifecycle_stage_id');
    const isTold = stage?.lifecycle_stage_id !== undefined || stage?.contact_status_id === undefined;
    return isOfStages && isTold ? ['lifecycle_stages'] : ['lifecycle_stages', 'contact_statuses'];
}
const STAYS = 'left as it is: the contact has come further; "back": true in the action of EVENTS lets it go back';
function rankOf(name, value, { catalog }) {
    const stages = catalog.lifecycle_stages?.entries ?? [];
    const entries = name === 'lifecycle_stage_id' ? stages : (catalog.contact_statuses?.entries ?? []);
    // Of several with that name the furthest counts: which one is meant is found out later.
    const at = entries.findLastIndex((entry) => entry.id === value || (typeof value === 'string' && isCalled$1(entry, value)));
    if (at < 0)
        return undefined;
    if (name === 'lifecycle_stage_id')
        return [at];
    return [stages.findIndex(({ id }) => id === entries[at]?.parent), at];
}
function rankOfPresent({ stage }, context) {
    const of = (name) => {
        const id = stage?.[name];
        return id === undefined ? undefined : rankOf(name, id, context);
    };
    const [reached, status] = [of('lifecycle_stage_id'), of('contact_status_id')];
    // A status of another stage is left over from before.
    return status && (!reached || status[0] === reached[0]) ? status : reached;
}
function isBefore$1([stage, status], [presentStage, presentStatus]) {
    if (stage !== presentStage)
        return stage < presentStage;
    return status !== undefined && presentStatus !== undefined && status < presentStatus;
}

/**
 * One call carries every field that waits: an upsert by e-mail while the contact is not known, which
 * reads on the way which accounts and tags it has; then updates by id, whatever sales people do to
 * its address. A contact's lists are read before they are replaced with ours added.
 */
function planContact(person, context) {
    const { email, contactId } = person;
    if (!email || goesAsLead(person, context))
        return undefined;
    if (person.isSought && isNew(person))
        return callStep({ kind: 'findContact' }, findContactByAddress(email));
    const withLinks = isMadeWithLinks(person)
        ? planArrays({ ...person, read: noArrays(context.now) }, context)
        : undefined;
    const makes = withLinks?.do === 'replace' && withLinks.payload['sales_accounts'] !== undefined;
    const arrays = makes ? withLinks : planArrays(person, context);
    // The company first: what is told of a contact that was just made then travels with the link to it.
    for (const each of [withLinks, isNew(person) ? undefined : arrays])
        if (each?.do === 'account' && each.account.attempts === 0)
            return each;
    if (!isNew(person) && !hasFieldsWaiting(person)) {
        if (arrays.do === 'nothing')
            return undefined;
        if (arrays.do === 'account')
            return arrays;
    }
    if (contactId !== undefined && mustRead(person, arrays.do, context))
        return read$2(contactId);
    const backward = findBackward(person, context);
    if ('list' in backward)
        return backward.list;
    const divided = makes
        ? allWaiting(person)
        : divideWaiting(person, { ...context.config, back: backward.back });
    const { custom, later } = divided;
    const wanted = { ...divided.fields, ...later };
    const resolution = resolve('contact', wanted, custom, context.catalog, knownOf(person, context));
    const list = planList(resolution, context);
    if (list)
        return list;
    const { leftOut, unplaced = [] } = resolution;
    if (unplaced.length > 0) {
        if (contactId !== undefined && freshStage(person, context.now) === undefined)
            return read$2(contactId);
        if (isNew(person))
            for (const name of unplaced)
                wait(name, { fields: wanted, payload: resolution.payload });
    }
    const replaced = arrays.do === 'replace' ? arrays : undefined;
    const problems = [...resolution.problems, ...(replaced?.problems ?? []), ...backward.problems];
    const filled = fillCustom('contact', resolution.payload, { person, divided, context });
    const isLater = (name) => name in later && name in filled.payload;
    const fields = omit(wanted, isLater);
    const contact = { ...omit(filled.payload, isLater), ...replaced?.payload };
    const asked = { ...divided.asked, ...filled.asked };
    const purpose = {
        kind: 'contact',
        values: {
            fields: { ...fields, ...divided.dropped },
            custom,
            leftOut: [...leftOut, ...Object.keys(divided.dropped)],
        },
        ...(Object.keys(asked).length > 0 && { asked }),
        ...(replaced && { links: replaced.links, tags: replaced.tags }),
        ...(isNew(person) && person.isSought === undefined && { isUnsought: true }),
        ...(replaced?.payload['sales_accounts'] && { sendsLinks: true }),
    };
    const isReading = arrays.do === 'read';
    const call = makes
        ? createContact({ ...contact, emails: email })
        : callFor(person, { email, contact, isReading });
    const isSent = call !== undefined &&
        (!isNew(person) || isNeeded(divided, { ...filled.payload, ...contact }, context));
    if (!isSent)
        return { do: 'settle', purpose, problems };
    if (person.existed !== undefined || contactId !== undefined)
        return callStep(purpose, call, { problems });
    // Should its answer get lost, the contact that it made must not pass for one that was there.
    const staysInDoubt = isInDoubt(person, DOUBT_KEY$1);
    const sent = staysInDoubt ? { ...purpose, wasTried: true } : purpose;
    return callStep(sent, call, { problems, doubtKey: DOUBT_KEY$1, staysInDoubt });
}
const DOUBT_KEY$1 = 'contact';
/** In place: what can only be told once the contact is known goes with a later call. */
function wait(name, { fields, payload }) {
    delete fields[name];
    delete payload[name];
}
const read$2 = (contactId) => callStep({ kind: 'read' }, getContact(contactId, ['sales_accounts', ...STAGE_INCLUDES]));
/** What is known of a contact that is there; its stage only as just read, since sales people move it. */
function knownOf(person, context) {
    if (isNew(person))
        return undefined;
    const { lifecycle_stage_id: _, ...known } = allValues(person.fields);
    const stage = freshStage(person, context.now);
    return stage == null ? known : { ...known, lifecycle_stage_id: stage };
}
/** Somebody who is surely new gets everything; a contact that is there refuses the call untouched. */
const allWaiting = ({ fields, custom }) => ({
    fields: waitingValues(fields),
    custom: waitingValues(custom),
    dropped: {},
    later: {},
    asked: {},
    filling: {},
});
/** Another address takes its place among those that are there; accounts and tags are added to theirs. */
function mustRead(person, arrays, { now, config }) {
    if (arrays === 'read')
        return true;
    if (person.emailMoved && !isFreshlyRead(person, now))
        return true;
    if (mustReadStage(person, now))
        return true;
    return config.existing === 'fill' && person.blank === undefined;
}
/** Undefined: there is nothing to send. The address says which contact is meant, and is no value to be written. */
function callFor(person, { email, contact, isReading }) {
    const { contactId } = person;
    const { emails: _, ...rest } = contact;
    if (contactId === undefined)
        return upsertContact({
            email,
            contact: rest,
            ...(isReading && { include: 'sales_accounts' }),
        });
    if (!person.emailMoved)
        return Object.keys(rest).length === 0 ? undefined : updateContact(contactId, rest);
    const moved = addEmail(contactId, email, person.read?.emails ?? [], { asPrimary: true });
    const { emails = email } = isObject$1(moved.body?.['contact']) ? moved.body['contact'] : {};
    return updateContact(contactId, { ...rest, emails });
}
function omit(record, isOut) {
    return Object.fromEntries(Object.entries(record).filter(([name]) => !isOut(name)));
}
/** A contact without any field is made for what hangs on it, but not for a value that could not be sent. */
function isNeeded({ fields, custom, later }, contact, { doOthersWait }) {
    if (Object.keys(contact).length > 0)
        return true;
    const isUnsendable = [fields, custom, later].some((values) => Object.keys(values).length > 0);
    return !isUnsendable || doOthersWait('contact');
}

/** The fields that a contact is without, as far as it matters whether it has them. */
function readBlanks(answer, config) {
    const contact = readRecord(answer, 'contact');
    if (!contact)
        return [];
    const isCreated = answer.status === 201;
    return [
        ...[...namesThatMatter(config)].filter((name) => lacks(contact, name, isCreated)),
        ...blankCustom(contact, config),
    ];
}
/** The same of a lead, by the contact's names. */
function readLeadBlanks(lead, config) {
    const names = [...namesThatMatter(config)].filter((name) => {
        const own = LEAD_FIELDS.get(name);
        return own !== undefined && lacks(lead, own);
    });
    return [...names, ...blankCustom(lead, config)];
}
const namesThatMatter = ({ existing }) => existing === 'fill' ? TABLES$1.contact.map(({ field }) => field) : FILLED_FIELDS;
const lacks = (record, name, isComplete = false) => isBlank(record[name]) && (isComplete || Object.hasOwn(record, name));
function blankCustom(record, { existing }) {
    const custom = record['custom_field'];
    if (existing !== 'fill' || !isObject$1(custom))
        return [];
    return Object.keys(custom).filter((name) => isBlank(custom[name]));
}

/** How a contact or a lead that was refused for want of a field is completed. */
const DEFAULTS_HELP = {
    mayHelp(purpose, error, defaults) {
        return Object.keys(wantedOf(purpose, error, defaults)).length > 0;
    },
    /** What Freshsales asks for comes on the operator's word, also to a contact that was there. */
    apply(record, defaults, { purpose, error }) {
        for (const [name, value] of Object.entries(wantedOf(purpose, error, defaults)))
            record.fields[name] = { value, at: 0, by: 'server' };
    },
};
/** Only the defaults of the fields that are asked for, as far as the refusal names them. */
function wantedOf({ values }, error, defaults) {
    if (!isForWant(error.messages))
        return {};
    const { fields, leftOut = [] } = values;
    const asked = lackingFields('contact', error.messages);
    return Object.fromEntries(Object.entries(defaults).filter(([name, value]) => {
        const isMeant = asked.length === 0 || asked.includes(name);
        // A name that the account does not know was not sent.
        const isUnknown = leftOut.includes(name) && fields[name] !== value;
        return isMeant && (!Object.hasOwn(fields, name) || isUnknown);
    }));
}
/** The oldest of all values: whatever the site says, at any time, is newer. */
function stampDefaults({ fields }, defaults) {
    for (const [name, value] of Object.entries(defaults))
        fields[name] ??= { value, at: 0, by: isForNewContacts(name) ? 'server' : 'page' };
}

/** Has sales people read something in the entry of the visit that goes on at that time. */
function tellVisit(person, told, { at, timeline }) {
    const isWritten = timeline === 'note' || timeline === 'activity';
    if (!isWritten || countTold(told) === 0)
        return;
    const latest = person.visits.at(-1);
    const visit = latest && at < latest.lastSeenAt + VISIT_IDLE_MS ? latest : open(person, at);
    joinTold(visit, told);
}
function open({ visits }, at) {
    const visit = { id: `told-${at}`, startedAt: at, lastSeenAt: at, pages: [], events: [] };
    visits.push(visit);
    return visit;
}
/**
 * Has sales people read in the visit's entry what the person said and no field of the account takes:
 * a contact form's message above all. Without a visit only words make an entry of their own.
 */
function tellLost(person, problems, timeline) {
    const at = person.lastSeenAt;
    const latest = person.visits.at(-1);
    const isVisiting = latest !== undefined && at < latest.lastSeenAt + VISIT_IDLE_MS;
    const said = {};
    for (const { field, value } of problems)
        if (value !== undefined && !OF_MACHINES.test(field) && (isVisiting || isProse(field, value)))
            said[field] = value;
    const hints = isVisiting ? hintsOnTwins(problems) : [];
    tellVisit(person, { said, hints }, { at, timeline });
}
/** Freshsales lets one contact alone have it, and another one does. */
function hintsOnTwins(problems) {
    const anothers = anothersAmong(problems);
    if (!anothers)
        return [];
    const what = anothers.field === 'external_id' ? 'external ID' : 'mobile number';
    return [`May be the same as the contact that has the ${what} ${anothers.value}`];
}
/** Nobody said these. */
const OF_MACHINES = /^(?:external_id|emails?|time_zone|created_at|sales_accounts)$|^(?:first|last|latest)_/;
const PROSE_FIELD = /message|comment|note|question|inquiry|enquiry|feedback|details|description|request|website/i;
/** Shorter texts are choices and names. */
const PROSE_CHARACTERS = 20;
function isProse(field, value) {
    if (typeof value !== 'string')
        return false;
    return PROSE_FIELD.test(field) || (value.length >= PROSE_CHARACTERS && /\s\S+\s/.test(value));
}
/** What is not set, and what now stands in a contact or lead that was there on a page's word alone. */
function tellSettled(person, { values, asked = {} }, { now, config: { timeline } }) {
    const isOwn = person.existed === false && keyRank(person, `e:${person.email}`) === 'page';
    const unverified = isOwn ? {} : saidByPage(person, values, asked);
    tellVisit(person, { asked, unverified }, { at: now, timeline });
}
function saidByPage(person, { fields, leftOut = [] }, asked) {
    return Object.fromEntries(Object.entries(fields).filter(([name]) => {
        const stamped = person.fields[name];
        const isSent = !Object.hasOwn(asked, name) && !leftOut.includes(name);
        return isSent && stamped && rankOf$1(stamped) === 'page' && !OF_THE_BROWSER.test(name);
    }));
}
/** Told by the browser, not by the person. */
const OF_THE_BROWSER = /^(?:(?:first|last|latest)_|visit_|utm_)|^(?:emails|external_id|time_zone|created_at)$/;

/** The contact itself: its fields, and the arrays that travel with them. */
const contact = {
    name: 'contact',
    after: ['lead'],
    owns: { fields: true, custom: true, read: true, blank: true, stage: true, isSought: true },
    removes: {},
    empty: () => ({ fields: {}, custom: {} }),
    fold: {
        contact(person, change, context) {
            const { said, timeline, event } = context;
            const { allowed, asked } = guardContact(person, change, context);
            stampContact(person, { ...change, fields: allowed }, { said, word: wordOf(event) });
            tellVisit(person, { asked }, { at: said.at, timeline });
            // Somebody who signs up once more is tried once more, whole: an admin may have mended it.
            if (event.type === 'identify' && hasFieldsWaiting(person))
                delete person.refused;
        },
    },
    merge: mergeContacts,
    due: (person) => hasFieldsWaiting(person) ? { priority: PRIORITY.identity, dueAt: 0 } : undefined,
    plan: planContact,
    calls: {
        contact: {
            settle(person, purpose, outcome) {
                // Made although there was one: that one was deleted, and what it had is told anew.
                if (person.contactId !== undefined && outcome.answer?.status === 201)
                    outcome.forgetRecord();
                // The contact was there after all: what may go into it, and what its lists hold, shows only now.
                const isFoundInstead = purpose.sendsLinks && isNew(person) && !isCreate(outcome.call);
                if (isFoundInstead) {
                    keepRecord(person, outcome, purpose.wasTried);
                    return [];
                }
                settleValues(person, purpose.values, outcome.now);
                settleArrays(person, purpose, outcome.now);
                retryLinks(person, purpose, outcome);
                delete person.emailMoved;
                if (outcome.answer)
                    keepRecord(person, outcome, purpose.wasTried);
                tellSettled(person, purpose, outcome);
                if (!outcome.answer)
                    return [];
                return outcome.call ? findIgnored(outcome.call, outcome.answer) : [];
            },
            refuse(person, purpose) {
                // Another contact has the new address: from now on this person is that contact.
                if (person.emailMoved) {
                    delete person.emailMoved;
                    delete person.contactId;
                    delete person.read;
                    return undefined;
                }
                // What was refused is not in the CRM: the next sign-up brings all of it.
                if (isNew(person))
                    person.refused = true;
                else
                    leaveOut(person, purpose.values);
                settleArrays(person, purpose);
                return undefined;
            },
            putBack(person, { values, links = [], tags = [] }) {
                putValuesBack(person, values);
                markCompanies(person, links, false);
                markTags(person, tags, false);
            },
            needsContact: ({ contactId }) => contactId !== undefined,
            looksFirst: ({ isUnsought }, problems) => isUnsought === true && !!anothersAmong(problems),
            /** Another contact has what is one's alone: it may have this address as well. */
            letGo(person, { isUnsought }, { messages }) {
                if (!isUnsought || !isNew(person) || !saysTaken(messages))
                    return false;
                person.isSought = true;
                return true;
            },
            defaults: DEFAULTS_HELP,
            lastResort: (call, error) => upsertInstead(call, error) ?? lastResort(call, error),
        },
        read: {
            settle(person, _purpose, { answer, now, config }) {
                if (!answer)
                    return [];
                readArrays(person, answer, now);
                person.blank = readBlanks(answer, config);
                readStage(person, answer, now);
                return [];
            },
            /** The contact cannot be read: the next upsert finds or makes it. */
            refuse(person) {
                delete person.contactId;
                delete person.read;
                return undefined;
            },
            needsContact: () => true,
        },
        findContact: {
            settle(person, _purpose, { answer, now, config }) {
                person.isSought = false;
                const [found] = readFound(answer, 'contacts');
                if (!answer || !found)
                    return [];
                const contact = { ...answer, body: { contact: found.record } };
                person.contactId = found.id;
                person.existed = true;
                markDelivered(person.fields, waitingFirsts(person));
                readArrays(person, contact, now);
                person.blank = readBlanks(contact, config);
                return [];
            },
            /** It cannot be looked for: an upsert finds it by its primary address, or makes it. */
            refuse(person) {
                person.isSought = false;
                return undefined;
            },
        },
    },
    forgetRecord(person) {
        delete person.read;
        delete person.blank;
        delete person.stage;
        person.isSought = true;
        markAllWaiting(person);
    },
    describe(person) {
        const { fields, custom } = waitingRecord(person);
        return {
            contact: person.email && isNew(person) && !person.refused ? [person.email] : [],
            fields: [...Object.keys(fields), ...Object.keys(custom)],
        };
    },
};
/** Remembers the record's id, and gives a contact that is new its defaults; what the site said goes first. */
function keepRecord(person, { answer, call, now, config }, wasTried = false) {
    if (!answer)
        return;
    const isNewRecord = isCreated(answer, call) || (wasTried && isMadeSince(answer, person));
    delete person.isSought;
    const id = readId(answer, 'contact');
    if (id !== undefined)
        person.contactId = id;
    person.existed ??= !isNewRecord;
    if (person.existed)
        markDelivered(person.fields, waitingFirsts(person));
    if (!isCreate(call))
        readArrays(person, answer, now);
    person.blank = readBlanks(answer, config);
    if (isNewRecord) {
        readStage(person, answer, now);
        stampDefaults(person, config.defaults);
        markDealsLooked(person);
    }
}

/** A contact may have a deal of that name already, from sales people: it is looked for before it is made. */
function planDeal(person, context) {
    const { contactId } = person;
    if (contactId === undefined)
        return undefined;
    const [name, deal] = Object.entries(person.deals).find(([, each]) => isDealWaiting(each)) ?? [];
    if (name === undefined || !deal)
        return undefined;
    const doubtKey = doubtKeyOf$2(name);
    if (deal.id === undefined && (isInDoubt(person, doubtKey) || !deal.looked))
        return callStep({ kind: 'findDeals', name }, getContact(contactId, ['deals', 'sales_accounts']));
    const account = accountOf(person, deal, context);
    if (account && (account.id === undefined || account.isDoubted))
        return { do: 'account', account };
    const values = waitingRecord(deal);
    const resolution = resolve('deal', values.fields, values.custom, context.catalog, deal.id === undefined ? undefined : allValues(deal.fields));
    const list = planList(resolution, context);
    if (list)
        return list;
    const { payload, problems, leftOut } = resolution;
    const isLinked = deal.id !== undefined && !deal.unlinked;
    const accountId = isLinked ? undefined : (account?.id ?? deal.accountId);
    const link = accountId === undefined ? {} : { sales_account_id: accountId };
    const purpose = {
        kind: 'deal',
        name,
        values: { ...values, leftOut },
        ...(account && !isLinked && { account: account.name }),
    };
    const fields = { ...payload, ...link };
    if (deal.id !== undefined)
        return Object.keys(fields).length === 0
            ? { do: 'settle', purpose, problems }
            : callStep(purpose, updateDeal(deal.id, fields), { problems });
    const linked = { name, ...fields, contacts_added_list: [contactId] };
    return callStep(purpose, createDeal(linked), { problems, doubtKey });
}
/** The deal's own company, else the person's first: many accounts take no deal without one. */
function accountOf({ accounts }, { account }, { findAccount }) {
    const names = account === undefined ? Object.keys(accounts) : [account];
    return names.map(findAccount).find((found) => found && !found.refused);
}

/** Deals are known by their name within a person; Freshsales has no identifier for them that could be trusted. */
const deals = {
    name: 'deals',
    after: ['account', 'contact'],
    owns: { deals: true },
    removes: { deal: true },
    empty: () => ({ deals: byName() }),
    fold: {
        deal(person, change, { said }) {
            const problem = foldDeal(person, change, said);
            if (problem)
                reportProblem(person, problem);
        },
    },
    /** The same deal may have been seen under both identities. */
    merge(into, from) {
        for (const [name, theirs] of Object.entries(from.deals))
            putDeal(into, name, theirs);
    },
    due: (person) => Object.values(person.deals).some(isDealWaiting)
        ? { priority: PRIORITY.mapped, dueAt: 0 }
        : undefined,
    plan: planDeal,
    calls: {
        deal: {
            settle(person, { name, values, account }, { answer, now, call, doubtAccounts }) {
                const deal = person.deals[name];
                if (!deal)
                    return [];
                settleValues(deal, values, now);
                const id = readId(answer, 'deal');
                if (id !== undefined)
                    deal.id = id;
                delete deal.unlinked;
                const sent = call?.body?.['deal'];
                const isLinkLost = account !== undefined && isObject$1(sent) && sent['sales_account_id'] === undefined;
                if (isLinkLost && doubtAccounts([account]).length > 0)
                    deal.unlinked = true;
                return answer && call ? findIgnored(call, answer) : [];
            },
            refuse(person, { name, values }) {
                const deal = person.deals[name];
                if (deal?.id === undefined)
                    delete person.deals[name];
                else
                    dropValues(deal, values);
                return deal && { deal };
            },
            putBack(person, { name, values }, { deal }) {
                if (deal)
                    putValuesBack(putDeal(person, name, deal), values);
            },
            /** A deal that has an id can be gone on its own. */
            needsContact: (person, { name }) => person.deals[name]?.id === undefined,
            letGo(person, { name, account }, { status, doubtAccounts }) {
                const deal = person.deals[name];
                if (deal?.id !== undefined && status === NOT_FOUND$5) {
                    delete deal.id;
                    markAllWaiting(deal);
                    return true;
                }
                return account !== undefined && doubtAccounts([account]).length > 0;
            },
        },
        findDeals: {
            settle(person, { name }, { answer, now }) {
                const wasTried = isInDoubt(person, doubtKeyOf$2(name));
                clearDoubt(person, doubtKeyOf$2(name));
                const deal = person.deals[name];
                if (!deal || !answer)
                    return [];
                const found = readDeals(answer).find(({ record }) => isSameName(record['name'], name));
                if (found)
                    keepFound(deal, found);
                const primary = primaryAccountOf(answer);
                if (primary !== undefined)
                    deal.accountId = primary;
                deal.looked = true;
                return found && !wasTried ? keepAsFound(deal, name, now) : [];
            },
            /** One that may be there is not made once more: it stays in doubt in the dead letters. */
            refuse(person, { name }) {
                const deal = person.deals[name];
                if (deal)
                    deal.looked = true;
                if (!deal || !isInDoubt(person, doubtKeyOf$2(name)))
                    return undefined;
                delete person.deals[name];
                return { deal };
            },
            putBack(person, { name }, { deal }) {
                if (deal)
                    putDeal(person, name, deal);
            },
            needsContact: () => true,
        },
    },
    forgetRecord(person) {
        for (const name of Object.keys(person.deals))
            reopenLeadDeal(person, name);
    },
    describe: ({ deals }) => ({
        deal: Object.keys(deals).filter((name) => deals[name] && isDealWaiting(deals[name])),
    }),
};
const NOT_FOUND$5 = 404;
const isSameName = (one, other) => typeof one === 'string' && nameKey(one) === nameKey(other);
/** Where it stands tells namesakes of stages apart. */
function keepFound(deal, { id, record }) {
    deal.id = id;
    const pipeline = record['deal_pipeline_id'];
    if (typeof pipeline === 'number')
        deal.fields['deal_pipeline_id'] ??= { value: pipeline, at: 0, delivered: true };
}

const DOUBT_KEY = 'lead';

/** A lead has room for one company and one deal: the first ones; a second would be written over them. */
function planLeadParts(person, context) {
    const accounts = unlinkedCompanies(person);
    const deals = Object.keys(person.deals).filter((name) => isWaitingDeal(person, name));
    const [company] = Object.keys(person.accounts);
    const [deal] = Object.keys(person.deals);
    const parts = { payload: {}, accounts, deals, problems: [] };
    if (company !== undefined && accounts.includes(company))
        addCompany(parts, company, context);
    if (deal !== undefined && deals.includes(deal))
        addDeal(parts, { person, name: deal }, context);
    parts.problems.push(...accounts.filter((name) => name !== company).map((name) => noRoom('company', name)), ...deals.filter((name) => name !== deal).map((name) => noRoom('deal', name)));
    return parts;
}
function isWaitingDeal({ deals }, name) {
    const deal = deals[name];
    return deal !== undefined && isDealWaiting(deal);
}
/** The account has a record as well, where its custom fields go and what is wrong with it is told. */
function addCompany(parts, name, context) {
    const fields = allValues(context.findAccount(name)?.fields ?? {});
    const resolution = resolve('account', fields, {}, context.catalog);
    parts.list ??= planList(resolution, context);
    parts.payload.company = leadCompany({ name, ...resolution.payload });
}
function addDeal(parts, { person, name }, context) {
    const { fields = {}, custom = {} } = person.deals[name] ?? {};
    const resolution = resolve('deal', waitingValues(fields), {}, context.catalog);
    parts.list ??= planList(resolution, context);
    const deal = leadDeal({ name, ...resolution.payload });
    parts.payload.deal = deal;
    const lost = [...Object.keys(resolution.payload), ...Object.keys(waitingValues(custom))].filter((field) => !Object.hasOwn(deal, field));
    const reason = 'left out: the deal of a lead has no such field';
    parts.problems.push(...resolution.problems, ...lost.map((field) => ({ field: `deal.${field}`, reason })));
}
function noRoom(field, name) {
    const reason = `left out: a lead has room for one ${field}; it comes when the person is a contact`;
    return { field, reason, value: name };
}

/** A contact of this address gets all, and a lead is looked for before it is made. */
function planLead(person, context) {
    const { email, leadId } = person;
    if (!email || !goesAsLead(person, context))
        return undefined;
    const parts = planLeadParts(person, context);
    const { accounts, deals } = parts;
    if (!isNew(person) && !hasFieldsWaiting(person) && !accounts.length && !deals.length)
        return undefined;
    if (leadId === undefined && (!person.looked || isInDoubt(person, DOUBT_KEY)))
        return callStep({ kind: 'findLead' }, findLeadOrContact(email));
    const isMade = leadId === undefined && !person.taken;
    const divided = isMade ? undefined : divideWaiting(thatWasThere(person), context.config);
    const values = divided ?? withDefaults(person, context);
    const resolution = resolve('lead', values.fields, values.custom, context.catalog);
    const list = planList(resolution, context) ?? parts.list;
    if (list)
        return list;
    const problems = [...resolution.problems, ...parts.problems];
    const filled = divided && fillCustom('lead', resolution.payload, { person, divided, context });
    const payload = { ...(filled ?? resolution).payload, ...parts.payload };
    const { leftOut } = resolution;
    const { fields, custom } = values;
    const purpose = {
        kind: 'lead',
        values: { fields: { ...fields, ...divided?.dropped }, custom, leftOut },
        asked: { ...divided?.asked, ...filled?.asked },
        accounts,
        deals,
    };
    if (leadId === undefined) {
        // An upsert would write the defaults over what a lead has that no lookup shows yet.
        const hasDefaults = isMade && Object.keys(context.config.defaults).length > 0;
        const call = hasDefaults
            ? createLead({ email, ...payload })
            : upsertLead({ email, lead: payload });
        return callStep(purpose, call, { problems, doubtKey: DOUBT_KEY });
    }
    return Object.keys(payload).length === 0
        ? { do: 'settle', purpose, problems }
        : callStep(purpose, updateLead(leadId, { email, ...payload }), { problems });
}
/** One that is known, or that Freshsales says is there; rows of before do not tell. */
const thatWasThere = (person) => ({
    ...person,
    existed: person.taken !== undefined || (person.existed ?? true),
});
function withDefaults(person, { config }) {
    const fields = { ...person.fields };
    stampDefaults({ fields}, config.defaults);
    return waitingRecord({ fields, custom: person.custom });
}

/** Classic accounts: people begin as leads. */
const lead = {
    name: 'lead',
    after: [],
    owns: { looked: true, taken: true },
    removes: {},
    empty: () => ({}),
    fold: {
        /** Someone is to be a contact. What a lead of theirs was given is the contact's as well. */
        contact(person, { asContact }, { forgetRecord }) {
            if (!asContact || person.asContact)
                return;
            person.asContact = true;
            if (person.leadId !== undefined)
                forgetRecord();
        },
    },
    merge: () => undefined,
    due: () => undefined,
    plan: planLead,
    calls: {
        lead: {
            settle(person, purpose, outcome) {
                const { answer, now, config } = outcome;
                settleValues(person, purpose.values, now);
                settleInside(person, purpose);
                const id = readId(answer, 'lead');
                if (id !== undefined)
                    person.leadId = id;
                const lead = readRecord(answer, 'lead');
                if (lead)
                    person.blank = readLeadBlanks(lead, config);
                person.existed ??= person.taken !== undefined;
                delete person.taken;
                tellSettled(person, purpose, outcome);
                return [];
            },
            refuse(person, purpose) {
                dropValues(person, purpose.values);
                settleInside(person, purpose);
                if (person.leadId === undefined)
                    person.refused = true;
                return undefined;
            },
            putBack(person, { values, accounts, deals }) {
                putValuesBack(person, values);
                markCompanies(person, accounts, false);
                for (const name of deals)
                    reopenLeadDeal(person, name);
            },
            needsContact: ({ leadId }) => leadId !== undefined,
            letGo: (person, _purpose, refusal) => lookAgain(person, refusal),
            defaults: DEFAULTS_HELP,
            lastResort: withoutUpsert,
        },
        findLead: {
            settle(person, _purpose, { answer, config }) {
                person.looked = true;
                clearDoubt(person, DOUBT_KEY);
                const [contact] = readFound(answer, 'contacts');
                const [lead] = readFound(answer, 'leads');
                if (contact) {
                    person.contactId = contact.id;
                    person.existed = true;
                }
                else if (lead) {
                    person.leadId = lead.id;
                    person.existed = true;
                    person.blank = readLeadBlanks(lead.record, config);
                }
                return [];
            },
            refuse(person) {
                clearDoubt(person, DOUBT_KEY);
                person.looked = true;
                return undefined;
            },
        },
    },
    forgetRecord(person) {
        delete person.looked;
        delete person.taken;
    },
    describe: () => ({}),
};
/** Lookups show a lead some seconds after it was made. */
const LAG_MS = 30_000;
/** After this many looks it is no lag: somebody else has the address. */
const MAX_LOOKS = 5;
const TAKEN = /already exist|not unique|ya existe|existiert bereits|existe déjà|já existe/i;
/** Made by somebody else a moment ago: it is looked for until it shows, or upserted where that is possible. */
function lookAgain(person, { now, status, messages }) {
    const isTaken = messages.some((message) => TAKEN.test(message));
    const { taken = 0 } = person;
    if (!isTaken || status === NOT_FOUND$4 || taken >= MAX_LOOKS)
        return false;
    person.taken = taken + 1;
    person.retryAt = now + LAG_MS;
    delete person.looked;
    return true;
}
const NOT_FOUND$4 = 404;
/** Accounts differ: where leads cannot be upserted they are made. */
function withoutUpsert(call, { status }) {
    const lead = call.body?.['lead'];
    if (status !== NOT_FOUND$4 || call.path !== '/leads/upsert' || !isObject$1(lead))
        return undefined;
    return { call: createLead(lead), problems: [] };
}
/** The first company and deal travel with the lead, the others wait until the person is a contact. */
function settleInside(person, { accounts, deals }) {
    markCompanies(person, accounts, true);
    for (const name of deals) {
        const deal = person.deals[name];
        if (!deal)
            continue;
        deal.id ??= 0;
        dropValues(deal, waitingRecord(deal));
    }
}

/**
 * The parts in an order in which each comes after what it waits for; otherwise they stay as they
 * are. Throws when parts wait for each other, which would hold up both for ever. Pure.
 */
function orderParts(parts, 
/** Names of what is no part of the list and may be waited for all the same. */
others = []) {
    const byName = new Map(parts.map((part) => [part.name, part]));
    const ordered = new Set();
    function place(part, waiting) {
        if (ordered.has(part))
            return;
        const path = [...waiting, part.name];
        if (waiting.includes(part.name))
            throw new Error(`These parts wait for each other: ${path.join(' → ')}`);
        for (const name of namesBefore(part)) {
            const before = byName.get(name);
            if (before)
                place(before, path);
            else if (!others.includes(name))
                throw new Error(`${part.name} waits for ${name}: no such part`);
        }
        ordered.add(part);
    }
    function namesBefore({ after }) {
        if (after !== 'rest')
            return after;
        return parts.filter((each) => each.after !== 'rest').map(({ name }) => name);
    }
    for (const part of parts)
        place(part, []);
    return [...ordered];
}

/** Lengths of time, and when something will be, in milliseconds. */
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS$1 = 24 * HOUR_MS;
/** When what nothing is planned for will be. */
const NEVER = Number.POSITIVE_INFINITY;

/** A person carries no more than this; beyond it a broken sender is at work. */
const MAX_WAITING = 100;
/** Tasks for sales reps that events were mapped to, oldest first, each its own call. */
const tasks = {
    name: 'tasks',
    after: ['contact', 'lead'],
    owns: { tasks: true, taskIds: true },
    removes: { task: true },
    empty: () => ({ tasks: [] }),
    fold: {
        task(person, { object: _, ...change }, { at, said, isRepeated }) {
            const vouched = said.by !== 'page';
            const task = { ...change, at, ...(vouched && { vouched }) };
            const doubtKey = doubtKeyOf$1(task.key);
            if (isRepeated)
                person.tasks = joinWaiting(person.tasks, task, { person, doubtKey });
            else if (person.tasks.length < (vouched ? MAX_WAITING : MAX_WAITING / 2))
                add$4(person, task);
        },
    },
    merge(into, from) {
        for (const task of from.tasks)
            add$4(into, task);
        if (from.taskIds)
            into.taskIds = [...(into.taskIds ?? []), ...from.taskIds];
    },
    due: ({ tasks }) => (tasks.length > 0 ? { priority: PRIORITY.mapped, dueAt: 0 } : undefined),
    plan: planTask,
    calls: {
        task: {
            settle(person, { key }, { answer }) {
                settleTask(person, key, readId(answer, 'task'));
                return [];
            },
            refuse(person, purpose) {
                return takeOut$1(person, purpose);
            },
            putBack(person, _purpose, { task }) {
                if (task)
                    add$4(person, task);
            },
            needsContact: () => true,
        },
        findTask: {
            settle(person, { key, title, due }, { answer }) {
                clearDoubt(person, doubtKeyOf$1(key));
                const found = readTasks(answer).find(({ id, record }) => record['title'] === title &&
                    isSameSecond(record['due_date'], due) &&
                    !person.taskIds?.includes(id));
                if (found)
                    settleTask(person, key, found.id);
                return [];
            },
            /** It may be there, so it is not made once more: it stays in doubt in the dead letters. */
            refuse(person, purpose) {
                return takeOut$1(person, purpose);
            },
            putBack(person, _purpose, { task }) {
                if (task)
                    add$4(person, task);
            },
            needsContact: () => true,
        },
    },
    describe: (person) => ({ task: person.tasks.map((task) => titleOf(task, person)) }),
};
function planTask(person, context) {
    const [task] = person.tasks;
    const id = person.contactId ?? person.leadId;
    if (!task || id === undefined)
        return undefined;
    const title = titleOf(task, person);
    const texts = fillTexts(task, person);
    const fields = { due_date: dueDateOf(task, person), ...task.fields, ...texts, title };
    const resolution = resolve('task', fields, {}, context.catalog);
    const list = planList(resolution, context);
    if (list)
        return list;
    const { payload, problems } = resolution;
    const { key } = task;
    const target = { type: person.contactId === undefined ? 'Lead' : 'Contact', id };
    const doubtKey = doubtKeyOf$1(key);
    if (isInDoubt(person, doubtKey)) {
        const purpose = { kind: 'findTask', key, title, due: String(payload['due_date']) };
        return callStep(purpose, findTasks(id, target.type));
    }
    return callStep({ kind: 'task', key }, createTask({ task: payload, target }), {
        problems,
        doubtKey,
    });
}
/** A text of which nothing is left says at least what happened. */
function titleOf(task, person) {
    return String(fillTexts(task, person)['title'] ?? task.event);
}
/** What the event said goes first; the person may be known only by what came later. */
function fillTexts({ texts, values }, person) {
    const known = {};
    for (const [name, { value }] of Object.entries(person.fields))
        Object.assign(known, { [name]: value, [camelCase(name)]: value });
    const all = withoutTags({ ...known, ...(person.email && { email: person.email }), ...values });
    const filled = Object.entries(texts).flatMap(([name, template]) => {
        const text = toText(fillTemplate(template, all) ?? null);
        return text === undefined ? [] : [[name, text]];
    });
    return Object.fromEntries(filled);
}
/** What visitors wrote must be no HTML, and reads well wherever it is shown as it is. */
function withoutTags(values) {
    const text = JSON.stringify(values).replace(/[<>]/g, (sign) => (sign === '<' ? '‹' : '›'));
    return JSON.parse(text);
}
/** So many days later, at the same time of the day where the person is. */
function dueDateOf({ at, dueInDays }, { fields }) {
    const zone = RAILS_TIME_ZONES[String(fields['time_zone']?.value)]?.[0] ?? 'UTC';
    const later = at + dueInDays * DAY_MS$1;
    return new Date(later + offsetOf(at, zone) - offsetOf(later, zone)).toISOString();
}
/** How far a zone's clock is ahead of UTC at a moment, in milliseconds. */
function offsetOf(at, timeZone) {
    const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
        .formatToParts(at)
        .find(({ type }) => type === 'timeZoneName');
    const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(parts?.value ?? '') ?? [];
    const ahead = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
    return sign === '-' ? -ahead : ahead;
}
const doubtKeyOf$1 = (key) => `task:${key}`;
function add$4(person, task) {
    if (person.tasks.some(({ key }) => key === task.key))
        return;
    person.tasks.push(task);
    person.tasks.sort((one, other) => one.at - other.at);
}
function takeOut$1(person, { key }) {
    const task = person.tasks.find((each) => each.key === key);
    settleTask(person, key, undefined);
    return task && { task };
}
function settleTask(person, key, id) {
    person.tasks = person.tasks.filter((each) => each.key !== key);
    if (id !== undefined)
        person.taskIds = [...(person.taskIds ?? []), id].slice(-50);
}

/** With `TIMELINE=tracking` each page view and event goes to Freshsales' tracking API on its own. */
const tracked = {
    name: 'tracked',
    after: ['contact'],
    owns: { tracked: true, isVisitor: true },
    removes: { tracked: true },
    empty: () => ({}),
    fold: { page: add$3, event: add$3 },
    merge(into, from) {
        if (from.tracked)
            into.tracked = [...from.tracked, ...(into.tracked ?? [])];
    },
    due: ({ tracked }) => (tracked?.length ? { priority: PRIORITY.timeline, dueAt: 0 } : undefined),
    plan: planTracked,
    calls: {
        tracked: {
            settle(person, { count }) {
                person.isVisitor = true;
                person.tracked = (person.tracked ?? []).slice(count);
                return [];
            },
            refuse(person) {
                const [first, ...rest] = person.tracked ?? [];
                person.tracked = rest;
                return first && { tracked: first };
            },
            putBack(person, _purpose, removed) {
                if (removed.tracked)
                    person.tracked = [removed.tracked, ...(person.tracked ?? [])];
            },
        },
    },
    describe: ({ tracked = [] }) => ({
        events: tracked.length > 0 ? [`${tracked.length} for the tracking API`] : [],
    }),
};
function add$3(person, change, { timeline }) {
    if (timeline === 'tracking')
        person.tracked = [...(person.tracked ?? []), change].slice(-500);
}
function planTracked(person) {
    const identifier = person.userId ?? person.email;
    const [next] = person.tracked ?? [];
    if (!identifier || !next)
        return undefined;
    if (!person.isVisitor)
        return callStep({ kind: 'tracked', count: 0 }, trackVisitor(identifier, { Email: person.email ?? identifier }));
    const call = next.object === 'page'
        ? trackPageView(identifier, { url: next.url ?? next.name ?? '' })
        : trackEvent(identifier, { name: next.name, properties: next.properties });
    return callStep({ kind: 'tracked', count: 1 }, call);
}

/** Longer than somebody without an address is remembered: nothing is done about them until then. */
const KEPT_MS$4 = 31 * 86_400_000;
const NUMBERS = ['mobile_number', 'work_number'];
/**
 * Somebody who left a phone number and no e-mail address, without which Freshsales makes no contact.
 * They stand among those who wait, for a person to read, and are sent once an address comes.
 */
const unreachable = {
    name: 'unreachable',
    after: ['contact'],
    owns: {},
    removes: {},
    empty: () => ({}),
    merge: () => undefined,
    due: (person) => isUnreachable(person)
        ? { priority: PRIORITY.mapped, dueAt: person.lastSeenAt + KEPT_MS$4, standsAlone: true }
        : undefined,
    calls: {},
    describe: (person) => ({
        'needs an e-mail address': isUnreachable(person) ? [nameOf$1(person)] : [],
    }),
};
function isUnreachable(person) {
    const isUnknown = !person.email && isNew(person) && !person.held;
    return isUnknown && NUMBERS.some((field) => textOf$1(person, field) !== undefined);
}
/** `Ann Lee, +91 98765 43210`. */
function nameOf$1(person) {
    const [first, last, ...numbers] = ['first_name', 'last_name', ...NUMBERS].map((field) => textOf$1(person, field));
    const name = [first, last].filter((part) => part !== undefined).join(' ');
    const number = numbers.find((each) => each !== undefined);
    return [name, number].filter(Boolean).join(', ');
}
function textOf$1({ fields }, name) {
    const value = fields[name]?.value;
    return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The entry that a call made or changed. */
function readEntry(answer) {
    const activity = readId(answer, 'sales_activity');
    if (activity !== undefined)
        return { id: activity, is: 'activity' };
    const note = readId(answer, 'note');
    return note === undefined ? undefined : { id: note, is: 'note' };
}
/** The notes or the sales activities of a record, whichever was asked for. */
function readEntries(answer) {
    const notes = readNotes(answer).map(({ id, record }) => ({
        id,
        is: 'note',
        text: String(record['description'] ?? ''),
    }));
    const activities = readTimeline(answer).map(({ id, notes: text = '' }) => ({
        id,
        is: 'activity',
        text,
    }));
    return [...notes, ...activities];
}

const TITLE_CHARACTERS = 70;
const PATH_CHARACTERS = 60;
/** `• Pricing (/pricing) ×3`. */
function pageLine(page) {
    return `• ${label$1(page)}${page.views > 1 ? ` ×${page.views}` : ''}`;
}
/** Title and path: a path alone says little to a rep, a title alone may be the same on every page. A screen of an app has a name only. */
function label$1({ url, title = '' }) {
    const path = pathOf$1(url);
    const name = plain$1(title, TITLE_CHARACTERS);
    return name === '' || name === path ? path : `${name} (${path})`;
}
/** The path of an address as people read it, harmless as HTML. Without the query, which may hold what is nobody's business. */
function pathOf$1(url) {
    return plain$1(readable$2(bareOf(url)), PATH_CHARACTERS);
}
function bareOf(url) {
    const path = url
        .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '')
        .replace(/[?].*$|#(?![/!]).*$/s, '');
    return path === '' ? '/' : path;
}
/** `/%C3%BCber-uns` is `/über-uns` to people. */
function readable$2(path) {
    try {
        return decodeURIComponent(path);
    }
    catch {
        // Not every address is encoded well; then it is shown as it came.
        return path;
    }
}

const MAX_PROPERTIES = 12;
/** Fifty such lines stay well below what a note may hold. */
const LINE_CHARACTERS = 400;
const NAME_CHARACTERS = 60;
const KEY_CHARACTERS = 30;
const VALUE_CHARACTERS$1 = 100;
/** What a visitor wrote is worth more room than what a page says of itself. */
const SAID_CHARACTERS = 1_000;
/** One thing the person did, with what it was about; `pages` are the addresses that are told already. */
function eventLine(event, pages) {
    const { name, properties } = event;
    if (/^\s*form[\s_-]submi(?:tted|t|ssion)\s*$/i.test(name))
        return shorten$1(formLine(properties));
    const about = told$1(properties, pages);
    return shorten$1(`→ ${plain$1(name, NAME_CHARACTERS)}${about === '' ? '' : ` (${about})`}`);
}
/** Keys that say which form it was and where. */
const OF_THE_FORM = ['formName', 'form_name', 'formId', 'form_id', 'form', 'url', 'path'];
/** `→ Filled in the signup form on /signup (plan: gold)`. */
function formLine(properties) {
    const [name] = OF_THE_FORM.slice(0, 5).flatMap((key) => formName(properties[key]));
    const place = properties['path'] ?? properties['url'];
    const where = typeof place === 'string' && place !== '' ? ` on ${pathOf$1(place)}` : '';
    const rest = Object.entries(properties).filter(([key]) => !OF_THE_FORM.includes(key));
    const said = told$1(Object.fromEntries(rest), new Set());
    const what = name === undefined ? 'a form' : `the ${name}`;
    return `→ Filled in ${what}${where}${said === '' ? '' : ` (${said})`}`;
}
/** A longer one is no name. */
const MAX_FORM_CHARACTERS = 100;
/** `contact-form` is "contact form" to people, and `wpcf7-f123-o1` nothing. */
function formName(value) {
    if (typeof value !== 'string' || !/\p{L}{3}/u.test(value) || /\d/.test(value))
        return [];
    if (value.length > MAX_FORM_CHARACTERS)
        return [];
    const words = value
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .replace(/[\s_\-:#.]+/g, ' ')
        .trim();
    const name = plain$1(words.replace(/\s*\bform\b/gi, ''), NAME_CHARACTERS).toLowerCase();
    return name === '' ? [] : [`${name} form`];
}
/** What the person said and no field of the account takes, a line each. */
function saidLines(said) {
    return Object.entries(said)
        .filter(isWorthTelling)
        .slice(0, MAX_PROPERTIES)
        .map(([key, value]) => {
        const label = plain$1(readable$1(key), KEY_CHARACTERS);
        return `“${plain$1(written$1(value), SAID_CHARACTERS)}” (${label})`;
    });
}
/** `cf_howDidYouHear` is "how did you hear" to people. */
function readable$1(field) {
    return field
        .replace(/^cf_|_id$/g, '')
        .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
        .replaceAll('_', ' ')
        .toLowerCase();
}
/** What was asked for by somebody who may not set it, for a person to decide. */
function askedLines(asked) {
    const about = told$1(asked, new Set());
    return about === '' ? [] : [shorten$1(`Asked for, not set: ${about}`)];
}
/** What stands in the contact on the word of a page, which anybody can send. */
function unverifiedLines(unverified) {
    const about = told$1(unverified, new Set());
    return about === '' ? [] : [shorten$1(`From the website, not verified: ${about}`)];
}
function hintLines(hints) {
    return hints.slice(0, MAX_PROPERTIES).map((hint) => plain$1(hint, LINE_CHARACTERS));
}
/** What a line above tells already, the address of a page, is not said again. */
function told$1(properties, known) {
    return Object.entries(properties)
        .filter((entry) => isWorthTelling(entry) && !known.has(entry[1]))
        .slice(0, MAX_PROPERTIES)
        .map(([key, value]) => `${plain$1(key, KEY_CHARACTERS)}: ${plain$1(written$1(value), VALUE_CHARACTERS$1)}`)
        .join(', ');
}
function isWorthTelling([key, value]) {
    const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0);
    return key.trim() !== '' && !isEmpty && !isForMachines(key, value);
}
const MACHINE_KEY = /^(?:message|anonymous|session|event|client|visitor|request|trace|device)[_-]?id$|(?:uu|gu)id$|token$|^hash$/i;
const MACHINE_VALUE = /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{24,}|eyJ[\w.-]+)$/i;
function isForMachines(key, value) {
    return MACHINE_KEY.test(key) || (typeof value === 'string' && MACHINE_VALUE.test(value));
}
function written$1(value) {
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
/** Never within a character or within what stands for one in HTML. */
function shorten$1(line) {
    if (line.length <= LINE_CHARACTERS)
        return line;
    return `${line.slice(0, LINE_CHARACTERS).replace(/&[a-z]*$|[\ud800-\udbff]$/, '')}…`;
}

const HOUR_MINUTES = 60;
/** `5 May 2026, 12:04 CEST`: where the visitor is, so that a rep knows whether it was morning there; UTC where that is not known. */
function clock(at, timeZone) {
    const zone = zoneOf(timeZone);
    const time = written(at, zone, { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
    return `${day(at, timeZone)}, ${time}`;
}
/** `5 May 2026`. */
function day(at, timeZone) {
    return written(at, zoneOf(timeZone), { day: 'numeric', month: 'short', year: 'numeric' });
}
function written(at, timeZone, form) {
    return new Date(at).toLocaleString('en-GB', { ...form, timeZone });
}
/** An IANA name, also for Freshsales' own (`Berlin`); UTC for one that nobody knows. */
function zoneOf(name = 'UTC') {
    if (name === 'UTC')
        return name;
    const zone = Object.hasOwn(RAILS_TIME_ZONES, name)
        ? RAILS_TIME_ZONES[name]?.[0]
        : name;
    try {
        return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
    }
    catch {
        // A browser may say anything; the entry is worth more than the zone.
        return 'UTC';
    }
}
/** ` for 12 minutes`, or nothing for a single look. */
function duration(milliseconds) {
    const minutes = Math.round(milliseconds / MINUTE_MS);
    if (minutes < 1)
        return '';
    if (minutes < HOUR_MINUTES)
        return ` for ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
    const rest = minutes % HOUR_MINUTES;
    return ` for ${Math.floor(minutes / HOUR_MINUTES)} h${rest === 0 ? '' : ` ${rest} min`}`;
}

const PART_CHARACTERS = 60;
/** When the person was there, for how long and how often, and where from. */
function opening(visit) {
    return [stay(visit), ...often(visit), ...arrival(visit)];
}
/** A server's events alone are no visit to the site. */
function stay(visit) {
    const { startedAt, lastSeenAt, pages, joined = 1, timeZone } = visit;
    const first = day(startedAt, timeZone);
    if (joined > 1)
        return `Visited the site ${joined} times from ${first} to ${day(lastSeenAt, timeZone)}`;
    const what = pages.length > 0 ? 'Visited the site' : 'Was active';
    return `${what} ${whenBegun(visit)}${duration(lastSeenAt - startedAt)}`;
}
/** `on 5 May 2026, 12:04 CEST`: unique among the visits of one person, so an entry is found again by it. */
function whenBegun({ startedAt, timeZone }) {
    return `on ${clock(startedAt, timeZone)}`;
}
function often({ count = 1, firstAt, timeZone }) {
    if (count < 2)
        return [];
    const since = firstAt === undefined ? '' : `, came first on ${day(firstAt, timeZone)}`;
    return [`${ordinal(count)} visit${since}`];
}
function ordinal(count) {
    const isTeen = Math.floor(count / 10) % 10 === 1;
    const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
    return `${count}${ending}`;
}
/** Where the person came from: the campaign if there was one, else the site that linked here; unknown where no page was seen. */
function arrival({ campaign, referrer, pages }) {
    if (campaign?.source) {
        const channel = [campaign.source, campaign.medium].filter((part) => part !== undefined && part !== '');
        const details = [
            ...(campaign.name ? [`campaign ${part(campaign.name)}`] : []),
            ...(campaign.term ? [`keyword ${part(campaign.term)}`] : []),
        ];
        const from = `Came from ${channel.map((text) => part(String(text))).join(' / ')}`;
        return [[from, ...details].join(', ')];
    }
    const host = referrer && /^https?:\/\/(?:www\.)?([^/?#]+)/i.exec(referrer)?.[1];
    if (host)
        return [`Came from ${part(host)}`];
    return pages.length > 0 ? ['Came directly'] : [];
}
function part(text) {
    return plain$1(text, PART_CHARACTERS);
}

/** Freshsales refuses a longer title. */
const MAX_TITLE_CHARACTERS = 120;
/** A visit that looks at more pages than this is told in number from here on. */
const MAX_PAGES = 25;
/** As many as a visit keeps: what was tracked is not left out. */
const MAX_EVENTS = 50;
/** What a person did on the site: when, how often and where from; what they said; pages and events in order of time. */
function describeVisit(visit) {
    const views = visit.pages.reduce((sum, page) => sum + page.views, 0);
    const counts = [count$4(views, 'page view'), count$4(visit.events.length, 'event')].filter((text) => text !== '');
    const lines = [
        ...opening(visit),
        ...saidLines(visit.said ?? {}),
        ...askedLines(visit.asked ?? {}),
        ...unverifiedLines(visit.unverified ?? {}),
        ...hintLines(visit.hints ?? []),
        ...happenings(visit),
        ...leftOut(visit),
    ];
    return {
        title: `Website visit: ${counts.join(', ') || 'no page'}`.slice(0, MAX_TITLE_CHARACTERS),
        text: lines.join('\n'),
    };
}
/** Words of an entry's first line that no other visit of the person has: who finds them in the CRM knows that it is written. */
function visitReference(visit) {
    return whenBegun(visit);
}
function happenings({ pages, events }) {
    const addresses = new Set(pages.map(({ url }) => url));
    const lines = [
        ...pages.slice(0, MAX_PAGES).map((page) => ({ at: page.at, line: pageLine(page) })),
        ...events
            .slice(0, MAX_EVENTS)
            .map((event) => ({ at: event.at, line: eventLine(event, addresses) })),
    ];
    // The sort is stable: a page comes before what happened on it at the same moment.
    return lines.sort((a, b) => a.at - b.at).map(({ line }) => line);
}
/** Pages and events beyond those listed, and pages of which only the number is known. */
function leftOut({ pages, events, more = 0, earlier = 0 }) {
    const left = Math.max(0, pages.length - MAX_PAGES) + Math.max(0, events.length - MAX_EVENTS) + more;
    const lines = [left && `… and ${left} more`, earlier && `… and ${count$4(earlier, 'earlier page')}`];
    return lines.filter((line) => line !== 0);
}
function count$4(number, what) {
    return number === 0 ? '' : `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** The sign-up's own events arrive together; a moment's patience puts them into one entry. */
const LINGER_MS = 1_500;
/** The end of a visit is rounded up to a minute, so that a page view moves no index entry. */
/** When a visit's entry is written: soon after it begins, and once more when it is over. */
function entryDueAt(visit, { lastSeenAt }) {
    if (itemsOf(visit) <= (visit.entry?.told ?? 0))
        return undefined;
    const quiet = lastSeenAt + LINGER_MS;
    if (!visit.entry)
        return quiet;
    const over = Math.ceil((visit.lastSeenAt + VISIT_IDLE_MS) / MINUTE_MS) * MINUTE_MS;
    return Math.max(over, quiet);
}
function planEntry(person, context) {
    const id = person.contactId ?? person.leadId;
    if (id === undefined)
        return undefined;
    const isDue = (visit) => (entryDueAt(visit, person) ?? NEVER) <= context.now;
    const visit = person.visits.find(isDue);
    if (!visit)
        return undefined;
    const target = { type: person.contactId === undefined ? 'Lead' : 'Contact', id };
    const reference = visitReference(inContext(visit, person));
    const configured = context.config.timeline === 'activity' ? 'activity' : 'note';
    const lost = lostAttempt(visit, person);
    if (lost !== undefined && !visit.entry) {
        const attempt = { is: configured, reference, ...attemptIn(lost, visit.id) };
        const find = attempt.is === 'activity' ? findActivities : findNotes;
        return callStep({ kind: 'findEntry', visit: visit.id, doubtKey: lost, reference: attempt.reference }, find(id, target.type));
    }
    const purpose = { kind: 'entry', visit: visit.id, told: itemsOf(visit) };
    const { title, text } = describeVisit(inContext(visit, person));
    if ((visit.entry?.is ?? configured) === 'activity') {
        const { resolution, list } = resolveActivity(visit, { title, text }, context);
        if (list)
            return list;
        // Without a type of that name in the account there is no activity; a note still tells it all.
        const { payload, incomplete } = resolution;
        if (visit.entry && (visit.entry.is || incomplete.length === 0))
            return callStep(purpose, updateActivity(visit.entry.id, payload));
        if (incomplete.length === 0)
            return callStep(purpose, createActivity({ activity: payload, target }), {
                doubtKey: doubtKeyOf(visit.id, { is: 'activity', reference }),
            });
    }
    return visit.entry
        ? callStep(purpose, updateNote(visit.entry.id, text))
        : callStep(purpose, createNote({ description: text, target }), {
            doubtKey: doubtKeyOf(visit.id, { is: 'note', reference }),
        });
}
/** All of it goes into the mark: a late event, a time zone that becomes known or a setting changes the next attempt. */
const doubtKeyOf = (visit, { is, reference }) => `${prefixOf(visit)}@${is}:${reference}`;
const prefixOf = (visit) => `entry:${visit}`;
/** The mark of an attempt of which nobody knows whether it took effect. */
function lostAttempt({ id }, { unsure = [] }) {
    return unsure.find((key) => key === prefixOf(id) || key.startsWith(`${prefixOf(id)}@`));
}
/** Version 0.1.0 marked the visit alone. */
function attemptIn(doubtKey, visit) {
    const [, is, reference] = /^@(note|activity):(.*)$/s.exec(doubtKey.slice(prefixOf(visit).length)) ?? [];
    return reference === undefined ? undefined : { is: is, reference };
}
/** The visit with the zone that the person's clock shows, and how often they had come by then. */
function inContext(visit, person) {
    const { fields, visits, visitCount = 0, firstVisitAt } = person;
    const zone = fields['time_zone']?.value;
    const later = visits.filter(isCounted).reverse().indexOf(visit);
    return {
        ...(typeof zone === 'string' && { timeZone: zone }),
        ...(later >= 0 && { count: visitCount - later }),
        ...(firstVisitAt !== undefined && { firstAt: firstVisitAt }),
        ...visit,
    };
}
function resolveActivity(visit, { title, text }, context) {
    const fields = {
        title,
        notes: text,
        start_date: new Date(visit.startedAt).toISOString(),
        end_date: new Date(visit.lastSeenAt).toISOString(),
        sales_activity_type_id: context.config.activityType ?? '',
    };
    const resolution = resolve('activity', fields, {}, context.catalog);
    return { resolution, list: planList(resolution, context) };
}

/** A visit's entry in the timeline: a note, or a sales activity, written once and updated when the visit is over. */
const visits = {
    name: 'visits',
    after: 'rest',
    owns: { visits: true, visitCount: true, firstVisitAt: true },
    removes: { visit: true },
    empty: () => ({ visits: [] }),
    fold: { page: add$2, event: add$2 },
    dropOld(person, now) {
        person.visits = person.visits.filter((visit) => !isDone$1(visit, now));
    },
    merge(into, from) {
        countTogether(into, from);
        mergeVisits$1(into.visits, from.visits, (visit) => lostAttempt(visit, from) !== undefined);
    },
    tellLost: (person, problems, { timeline }) => tellLost(person, problems, timeline),
    due(person) {
        let dueAt = NEVER;
        for (const visit of person.visits)
            dueAt = Math.min(dueAt, entryDueAt(visit, person) ?? NEVER);
        return Number.isFinite(dueAt) ? { priority: PRIORITY.timeline, dueAt } : undefined;
    },
    plan: planEntry,
    calls: {
        entry: {
            settle(person, { visit, told }, { answer }) {
                const state = person.visits.find((each) => each.id === visit);
                const made = readEntry(answer) ?? state?.entry;
                if (state && made)
                    state.entry = { ...made, told };
                return [];
            },
            refuse(person, purpose) {
                return takeOut(person, purpose);
            },
            putBack(person, _purpose, removed) {
                putIn(person, removed);
            },
            /** An entry that was deleted in the CRM is written anew. */
            letGo(person, { visit }, { status }) {
                const state = person.visits.find((each) => each.id === visit);
                if (!state?.entry || status !== NOT_FOUND$3)
                    return false;
                delete state.entry;
                return true;
            },
            /** An entry that is there can be gone on its own. */
            needsContact: ({ visits }, { visit }) => visits.some(({ id, entry }) => id === visit && !entry),
        },
        findEntry: {
            settle(person, { visit, doubtKey, reference }, { answer }) {
                clearDoubt(person, doubtKey);
                const state = person.visits.find((each) => each.id === visit);
                const found = readEntries(answer).find(({ text }) => text.includes(reference));
                // More may have come in since it was written, so it is written once more when the visit is over.
                if (state && found)
                    state.entry = { id: found.id, is: found.is, told: 0 };
                return [];
            },
            /** It may be there, so it is not written once more: it stays in doubt in the dead letters. */
            refuse(person, purpose) {
                return takeOut(person, purpose);
            },
            putBack(person, _purpose, removed) {
                putIn(person, removed);
            },
            needsContact: () => true,
        },
    },
    describe: ({ visits }) => ({
        visit: visits
            .filter((visit) => itemsOf(visit) > (visit.entry?.told ?? 0))
            .map((visit) => `${itemsOf(visit)} page views and events`),
    }),
};
const NOT_FOUND$3 = 404;
/** What an entry that is there does not take goes untold; one that is not is given up. */
function takeOut(person, { visit }) {
    const state = person.visits.find((each) => each.id === visit);
    if (!state)
        return undefined;
    const removed = { visit: { ...state } };
    if (state.entry)
        state.entry = { ...state.entry, told: itemsOf(state) };
    else
        person.visits = person.visits.filter((each) => each !== state);
    return removed;
}
function putIn(person, { visit }) {
    const state = person.visits.find(({ id }) => id === visit?.id);
    if (state?.entry && visit?.entry)
        state.entry = visit.entry;
    else if (visit && !state)
        mergeVisits$1(person.visits, [visit], () => lostAttempt(visit, person) !== undefined);
}
/** A visit seen under both identities is one. */
function countTogether(into, from) {
    const same = from.visits.filter((visit) => isCounted(visit) && isCounted(findVisit(into.visits, visit.startedAt)));
    const count = (into.visitCount ?? 0) + (from.visitCount ?? 0) - same.length;
    if (count > 0)
        into.visitCount = count;
    const first = Math.min(into.firstVisitAt ?? NEVER, from.firstVisitAt ?? NEVER);
    if (Number.isFinite(first))
        into.firstVisitAt = first;
}
function add$2(person, change, { event, at, timeline }) {
    if (timeline === 'tracking')
        return;
    const { last } = touchesOf(event);
    const campaign = last?.medium === 'none' ? undefined : last;
    const { messageId, context } = event;
    const visit = visitSeen(person.visits, {
        at,
        messageId,
        change,
        earlier: context?.['earlierPages'],
        ...(campaign && { campaign }),
    });
    const views = visit.pages.reduce((sum, page) => sum + page.views, 0);
    if (change.object === 'page' && views === 1)
        person.visitCount = (person.visitCount ?? 0) + 1;
    if (change.object === 'page')
        person.firstVisitAt = Math.min(person.firstVisitAt ?? at, at);
}

/** In the order of their worth; what waits for another part goes after it, wherever it stands here. */
const OF_A_PERSON = [
    lead,
    contact,
    companies,
    tags,
    deals,
    activities,
    tasks,
    visits,
    tracked,
    unreachable,
];
/** All parts of a person in the order in which they are planned. */
const PARTS$1 = orderParts(OF_A_PERSON, [account.name]);
/** The fields of a person's row that this version knows. */
const PERSON_FIELDS = new Set([
    ...Object.keys(CORE_FIELDS),
    ...PARTS$1.flatMap((part) => Object.keys(part.owns)),
]);
/** What a dead letter took out of a person and this version cannot put back, by name. */
function unknownRemovals(removed) {
    return Object.keys(removed).filter((name) => !PARTS$1.some((part) => Object.hasOwn(part.removes, name)));
}
const ACCOUNT_PARTS = [account];
/** What is brought to the CRM for a subject, in the order in which it is planned. */
function partsOf(subject) {
    return subject.kind === 'account' ? ACCOUNT_PARTS : PARTS$1;
}
/** What is done with the answer to a call; undefined for lists, and for kinds of another version. */
function callKindOf({ kind }) {
    return CALL_KINDS.get(kind);
}
const CALL_KINDS = new Map([...PARTS$1, ...ACCOUNT_PARTS].flatMap(({ calls }) => Object.entries(calls)));

const format$2 = createRowFormat({
    version: 1,
    upgrades: [],
    complete: (row) => 'reason' in row && 'at' in row && 'subject' in row,
});
/** A letter as far as it can be told. A letter of a later version may hold more, and waits for that version: one that this version cannot use is shown and left alone. */
function readDeadLetter({ record, at, subject, reason }) {
    const read = format$2.read(record);
    if (!read.ok)
        return { at, subject, reason, state: record, unreadable: read.reason };
    const unknown = unknownRemovals(read.row.lost ?? {});
    return unknown.length === 0
        ? read.row
        : { ...read.row, unreadable: `it holds what this version does not know: ${unknown.join(', ')}` };
}
/** Returns the letter's number. */
function writeDeadLetter(sql, letter) {
    return sql
        .exec('INSERT INTO dead_letter (at, subject, reason, record) VALUES (?, ?, ?, ?) RETURNING id', letter.at, letter.subject, letter.reason, format$2.write(letter))
        .one().id;
}
/** Keeps a row that cannot be used among the dead letters, where it waits for the operator and holds up nobody. */
function setAside$2(sql, { what, reason, ...row }) {
    writeDeadLetter(sql, { ...row, reason: `${what} could not be used: ${reason}.` });
}

/**
 * Small named values of the outbox that change as a whole: the budget, the counters, a pause.
 * One that this version cannot use is set aside and begun anew.
 */
function readState(sql, name, initial) {
    const [row] = sql
        .exec('SELECT value FROM state WHERE name = ?', name)
        .toArray();
    if (!row)
        return initial;
    const read = parseState(row.value, initial);
    if (read.ok)
        return read.row;
    sql.exec('DELETE FROM state WHERE name = ?', name);
    const what = `The outbox's own value "${name}"`;
    setAside$2(sql, { at: Date.now(), subject: 0, what, reason: read.reason, state: row.value });
    return initial;
}
function writeState(sql, name, value) {
    const text = isObject$1(value) ? format$1({}).write(value) : JSON.stringify(value);
    sql.exec('INSERT OR REPLACE INTO state VALUES (?, ?)', name, text);
}
/** An object has its version in it. A bare number, text or null is of version 1 for good: one that changes becomes an object. */
function parseState(text, initial) {
    if (isObject$1(initial) || text.startsWith('{'))
        return format$1(initial ?? {}).read(text);
    try {
        return { ok: true, row: JSON.parse(text) };
    }
    catch {
        return { ok: false, reason: UNREADABLE };
    }
}
const format$1 = (initial) => createRowFormat({
    version: 1,
    upgrades: [],
    complete: (row) => fillIn(row, initial),
});

/** Names that programs rely on; docs/operations.md says what each means. */
const EVENT_OF = {
    delivered: 'call_delivered',
    repaired: 'call_repaired',
    retrying: 'call_retrying',
    throttled: 'call_throttled',
    account: 'key_refused',
    refused: 'call_refused',
    planned: 'call_planned',
};
const KEY_BYTES = 32;
const PSEUDONYM_BYTES = 8;
/**
 * One line a call, without personal data: what Freshsales said and what a field held stay in the
 * console. The person is a keyed hash, since a plain one of an e-mail address can be guessed.
 */
function logDelivery(sql, delivery) {
    const { outcome, purpose, status, took, problems, who } = delivery;
    const line = {
        event: EVENT_OF[outcome],
        purpose,
        ...(status !== undefined && { status }),
        ...(took !== undefined && { ms: took }),
        ...(problems.length > 0 && {
            fields: [...new Set(problems.map(({ field }) => loggedName(field)))],
        }),
    };
    if (who === undefined)
        console.log(JSON.stringify(line));
    else
        pseudonymOf(logKey(sql), who).then((person) => console.log(JSON.stringify({ ...line, person })), (error) => console.error(JSON.stringify({ event: 'log_failed', error: nameError(error) })));
}
/** A field of a table by its name; a trait that no table knows is named by its sender, who may write anything there. */
function loggedName(field) {
    const [object, member] = field.split('.', 2);
    const isKnown = Object.keys(TABLES$1).some((table) => findRow(table, field) !== undefined ||
        (object === table && member !== undefined && findRow(table, member) !== undefined));
    return isKnown ? field : 'other';
}
/** Other things that happen to an outbox; `details` must hold no personal data. */
function logEvent(event, details = {}) {
    console.log(JSON.stringify({ event, ...details }));
}
/** What the log calls a person: the first 16 hexadecimal digits of a keyed SHA-256. */
async function pseudonymOf(key, who) {
    return (await createPseudonyms(key))(who);
}
/** The same for many. */
async function createPseudonyms(key) {
    const bytes = new TextEncoder();
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const secret = await crypto.subtle.importKey('raw', bytes.encode(key), algorithm, false, ['sign']);
    return async (who) => {
        const hash = await crypto.subtle.sign('HMAC', secret, bytes.encode(who));
        return toHex(new Uint8Array(hash).subarray(0, PSEUDONYM_BYTES));
    };
}
/** Made once per outbox; it never leaves it. */
function logKey(sql) {
    const known = readState(sql, 'logKey', null);
    if (known !== null)
        return known;
    const key = toHex(crypto.getRandomValues(new Uint8Array(KEY_BYTES)));
    writeState(sql, 'logKey', key);
    return key;
}
const toHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
/** What may be logged of an error: its text may repeat what somebody sent. */
function nameError(error) {
    const text = String(error);
    const code = /SQLITE_[A-Z_]+/.exec(text)?.[0];
    return code ?? (error instanceof Error ? error.name : 'unknown');
}

/** The binding counts in windows of this length, see `ratelimits` in wrangler.jsonc. */
const WINDOW_SECONDS = 10;
/** Events that one count of the binding stands for. */
const EVENTS_PER_COUNT = 10;
/** Bytes that one count stands for: few events can fill a disk as well as many. */
const BYTES_PER_COUNT = 16 * 1024;
/**
 * Every request counts once on arrival, and once more for every ten further events or 16 KB.
 * Intentionally without the binding's `delta`: not every runtime that has the binding knows it.
 */
function createThrottle(request, { rateLimit, key }) {
    const visitor = `${throttleKeyOf(addressOf(request))} ${key?.slice(0, 128) ?? ''}`;
    return {
        async check() {
            if (await count$3(rateLimit, visitor))
                return pass(undefined);
            return refuse$1('too_many_events', 'Too many events from this address; send again after the seconds in Retry-After.', WINDOW_SECONDS);
        },
        async charge({ events, bytes }) {
            const counts = Math.ceil(Math.max(events / EVENTS_PER_COUNT, bytes / BYTES_PER_COUNT)) - 1;
            await Promise.all(Array.from({ length: counts }, () => count$3(rateLimit, visitor)));
        },
    };
}
/** A binding that fails lets everyone in: losing leads is worse than a flood the later steps stop. */
async function count$3(rateLimit, visitor) {
    try {
        return (await rateLimit?.limit({ key: visitor }))?.success ?? true;
    }
    catch (error) {
        console.error(JSON.stringify({ event: 'throttle_failed', error: nameError(error) }));
        return true;
    }
}

/**
 * What a wrong token costs beyond the request itself. The binding allows 600 in ten seconds: an
 * operator's page that asks every two seconds is far below, a guesser is out after ten tries.
 */
const WRONG_TOKEN_COUNTS = 59;
/** Lets the operator in by `Authorization: Bearer`, whoever else asks is slowed down. */
async function unlock(request, edge) {
    const { adminToken } = edge;
    if (adminToken === undefined)
        return refuse$1('console_shut', 'The console is shut: set the secret ADMIN_TOKEN to open it.');
    if (!(await count$2(request, edge)))
        return tooManyTries();
    const [, token = ''] = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
    if (await isSame$3(token, adminToken))
        return pass(undefined);
    if (token !== '')
        await Promise.all(Array.from({ length: WRONG_TOKEN_COUNTS }, () => count$2(request, edge)));
    return refuse$1('wrong_admin_token', 'This is not the ADMIN_TOKEN of this edge.');
}
/** A binding that fails lets the operator in all the same: they are needed most when things fail. */
async function count$2(request, { env }) {
    const key = `console ${guesserKeyOf(addressOf(request))}`;
    try {
        return (await env.RATE_LIMIT?.limit({ key }))?.success ?? true;
    }
    catch (error) {
        console.error(JSON.stringify({ event: 'throttle_failed', error: nameError(error) }));
        return true;
    }
}
/** Compares hashes: of equal length whatever was sent, and in constant time. */
async function isSame$3(one, other) {
    const [a, b] = await Promise.all([hash(one), hash(other)]);
    return crypto.subtle.timingSafeEqual(a, b);
}
const hash = (text) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
function tooManyTries() {
    return refuse$1('too_many_tries', 'Too many tries from this address; wait ten seconds and try again.', WINDOW_SECONDS);
}

/** While a setting is wrong the console still says which; nothing else is answered. */
async function answerUnconfigured(request, env, product) {
    const { pathname } = new URL(request.url);
    if (request.method !== 'GET' || !pathname.startsWith('/console'))
        return undefined;
    if (/^\/console\/?$/.test(pathname))
        return answerPage(adminTokenOf(env) !== undefined);
    const name = Object.keys(QUESTION_PATHS).find((each) => pathname === `/console/api/${QUESTION_PATHS[each].path}`);
    return name === undefined ? undefined : answerQuestion(request, name, { env, product, fetch });
}
/** Answers the operator for the Worker alone, without the outbox. */
async function answerQuestion(request, name, asked) {
    const headers = { 'cross-origin-resource-policy': 'same-origin' };
    const unlocked = await unlock(request, { env: asked.env, adminToken: adminTokenOf(asked.env) });
    if (!unlocked.ok)
        return respondRefusal(unlocked.refusal, headers);
    if (!asked.product)
        return respondRefusal(refuse$1('not_found', 'There is nothing here.').refusal, headers);
    return respondJson(await ANSWERS[name](asked, asked.product), { headers });
}
const ANSWERS = {
    async setup({ env }, { examine }) {
        const findings = [];
        for await (const { mark, text, advice } of examine(env))
            findings.push({ mark, text, ...(advice !== undefined && { advice }) });
        const config = parseConfig(env);
        const writeKey = config.ok && keyOfPages(config.value.sources);
        return { findings, ...(writeKey && { writeKey }) };
    },
    async version({ env, fetch }, { version }) {
        const config = parseConfig(env);
        const newer = config.ok && config.value.updateCheck ? await askNewer(version, fetch) : undefined;
        return { version, ...(newer !== undefined && { newer }) };
    },
};
/** The first key that a page may use for a sign-up that is to arrive. */
function keyOfPages(sources) {
    return [...sources].find(([, { trusted, signed, test, events }]) => !trusted && !signed && !test && events.has('identify'))?.[0];
}
/** Read by itself, so that it opens the console while another setting is wrong. */
function adminTokenOf(env) {
    const read = readSetting('ADMIN_TOKEN', settingNamed('ADMIN_TOKEN'), (name) => env[name]);
    return read.ok ? read.value : undefined;
}

/** A runtime of before has no tracing: everything is done all the same. */
function createInSpan({ tracing }) {
    return (name, run) => tracing
        ? tracing.enterSpan(name, (span) => run((attribute, value) => void span.setAttribute(attribute, value)))
        : run(() => undefined);
}

/** The write key outside the body: Basic user (Segment, RudderStack) or `?writeKey=`. */
function presentedKey(request) {
    const [, encoded] = /^Basic ([\w+/]+={0,2})$/i.exec(request.headers.get('authorization') ?? '') ?? [];
    if (encoded !== undefined)
        return userOf(encoded);
    return new URL(request.url).searchParams.get('writeKey') ?? undefined;
}
/**
 * The source that a write key stands for.
 * Intentionally a plain look-up: a hash table compares whole hashes, so its time tells nothing
 * about how much of a guess was right, and a browser's write key is public anyway.
 */
function authenticate(key, { config, origin }) {
    if (key === undefined || key === '') {
        return refuse$1('unknown_write_key', 'There is no write key: send it as "writeKey" in the body, as HTTP Basic user or as ?writeKey=.');
    }
    const source = config.sources.get(key);
    if (!source)
        return refuse$1('unknown_write_key', 'This write key is not in WRITE_KEYS.');
    if (source.trusted && origin !== undefined) {
        return refuse$1('server_key_in_browser', 'This write key belongs to a server ("trusted"); a page needs a key of its own.');
    }
    return pass(source);
}
function userOf(encoded) {
    try {
        return atob(encoded).split(':', 1)[0] ?? '';
    }
    catch {
        return '';
    }
}

/** Names of headers in a list. */
const HEADER_NAMES = /^[\w-]+(?:, ?[\w-]+)*$/;
/** Chromium keeps a preflight for two hours at most. */
const PREFLIGHT_SECONDS = 7200;
/**
 * Who asks: the origin of a page, or undefined for a caller that is no page.
 * Stops other sites, not scripts: those can claim any origin, and are met by the later steps.
 */
function checkOrigin(request, config) {
    const header = request.headers.get('origin');
    if (header === null)
        return pass(undefined);
    // As browsers write it; any other spelling takes the long way.
    if (config.allowedOrigins.has(header))
        return pass(header);
    const origin = normalizeOrigin(header);
    const isOwn = origin !== undefined && origin === new URL(request.url).origin;
    if (origin !== undefined && (isOwn || config.allowedOrigins.has(origin)))
        return pass(header);
    return refuse$1('origin_not_allowed', 'This origin is not in ALLOWED_ORIGINS.');
}
/** Lets the page of that origin read the answer; with credentials only where COOKIE_DOMAIN is set. */
function corsHeaders(origin, { credentials = false } = {}) {
    const headers = { vary: 'Origin', 'cross-origin-resource-policy': 'cross-origin' };
    if (origin === undefined)
        return headers;
    return {
        ...headers,
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'Retry-After',
        ...(credentials && { 'access-control-allow-credentials': 'true' }),
    };
}
/**
 * Ours needs no preflight. Other vendors' libraries do, and invent headers from version to version
 * (`AnonymousId`, `SentAt`, `rsa-retry-attempt`), so all are allowed: none means anything here.
 */
function answerPreflight(request, origin) {
    const wanted = request.headers.get('access-control-request-headers') ?? '';
    return new Response(null, {
        status: 204,
        headers: {
            ...corsHeaders(origin),
            'access-control-allow-methods': 'GET, POST',
            ...(HEADER_NAMES.test(wanted) && { 'access-control-allow-headers': wanted }),
            'access-control-max-age': String(PREFLIGHT_SECONDS),
        },
    });
}

/** Settings change when the edge is deployed; an hour spares a request per page view. */
const SETTINGS_CACHE_SECONDS = 3600;
/** Hands another vendor's library its settings, to the same callers that may send events. */
function answerClient(request, { edge, writeKey, settings }) {
    const origin = checkOrigin(request, edge.config);
    if (!origin.ok)
        return respondRefusal(origin.refusal);
    const source = authenticate(writeKey, { config: edge.config, origin: origin.value });
    const headers = corsHeaders(origin.value);
    if (!source.ok)
        return respondRefusal(source.refusal, headers);
    const caching = `private, max-age=${SETTINGS_CACHE_SECONDS}`;
    return respondJson(settings, { headers: { ...headers, 'cache-control': caching } });
}

/**
 * What `@rudderstack/analytics-js` asks of its `configUrl`: that the source is on, and that no
 * destination is to be loaded into the page.
 */
function answerRudderConfig(request, edge) {
    const writeKey = presentedKey(request);
    const source = authenticate(writeKey, { config: edge.config, origin: undefined });
    const name = source.ok ? source.value.name : '';
    return answerClient(request, {
        edge,
        writeKey,
        settings: {
            source: {
                id: name,
                name,
                writeKey,
                enabled: true,
                workspaceId: 'freshsales-edge',
                config: { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } },
                destinations: [],
                connections: [],
                dataplanes: {},
            },
            updatedAt: new Date(0).toISOString(),
        },
    });
}

const WRITE_KEY_IN_PATH = /^\/v1\/projects\/([^/]+)\/settings$/;
/**
 * What `@segment/analytics-next` asks of its `cdnURL` before it sends anything: which integrations
 * there are (only the delivery to us), and no metrics about itself to Segment.
 */
function answerSegmentSettings(request, edge) {
    const { host, pathname, protocol } = new URL(request.url);
    const writeKey = WRITE_KEY_IN_PATH.exec(pathname)?.[1];
    return answerClient(request, {
        edge,
        writeKey,
        settings: {
            integrations: {
                'Segment.io': { apiKey: writeKey, apiHost: `${host}/v1`, protocol: protocol.slice(0, -1) },
            },
            plan: { track: { __default: { enabled: true, integrations: {} } } },
            edgeFunction: {},
            analyticsNextEnabled: true,
            middlewareSettings: {},
            enabledMiddleware: {},
            metrics: { sampleRate: 0 },
            legacyVideoPluginsEnabled: false,
            remotePlugins: [],
        },
    });
}

/** What one request may carry. The browser keeps below these, the edge enforces them. */
/** Bytes of one request body, after decompression. Segment's own libraries stay under 500 KB. */
const MAX_REQUEST_BYTES = 512 * 1024;
/** Bytes of one event, as JSON. The same limit as Segment's, so nothing that fits there is refused here. */
const MAX_EVENT_BYTES = 32 * 1024;
/** Events in one batch. */
const MAX_BATCH_EVENTS = 500;
/** Levels of nesting inside one event. */
const MAX_DEPTH = 10;
/** Keys inside one event, over all levels. */
const MAX_KEYS = 200;
/** Characters of a userId, anonymousId, groupId, previousId, messageId or event name. */
const MAX_ID_CHARACTERS = 256;

// Pure: an event in, whether the person allowed it out.
/** What an event serves: the record in the CRM, or the watching of the site. */
const PURPOSES = {
    identify: 'marketing',
    group: 'marketing',
    alias: 'marketing',
    track: 'analytics',
    page: 'analytics',
    screen: 'analytics',
};
/** What the purposes are called: here, by Segment, Google, OneTrust, Cookiebot and others. */
const NAMES = new Map([
    ...[
        'analytics',
        'analyticsstorage',
        'analyticscookies',
        'statistics',
        'statistic',
        'performance',
        'measurement',
        'c0002',
    ].map((name) => [name, 'analytics']),
    ...[
        'marketing',
        'marketingstorage',
        'marketingcookies',
        'advertising',
        'advertisement',
        'ads',
        'adstorage',
        'aduserdata',
        'adpersonalization',
        'targeting',
        'crm',
        'c0004',
    ].map((name) => [name, 'marketing']),
]);
/** Words of consent, in letters and digits. Every other word given for a purpose is a refusal. */
const GRANTS = new Set([
    'true',
    '1',
    'yes',
    'y',
    'on',
    'ok',
    'grant',
    'granted',
    'allow',
    'allowed',
    'accept',
    'accepted',
    'agreed',
    'given',
    'optin',
    'optedin',
    'active',
    'enabled',
]);
/** Where an object says its word: `{"status": "denied"}`. */
const SAYING = new Set([
    'status',
    'state',
    'value',
    'granted',
    'allowed',
    'consent',
]);
/**
 * The purpose that the person refused and this event serves, if any. The browser does not send such
 * events; an old page or another library may. What makes a record in the CRM serves marketing, of
 * whatever type the event is.
 */
function refusedPurpose(validated, { config, hasGpc }) {
    const words = consentIn(validated.draft.context);
    if (words.size === 0 && !hasGpc)
        return undefined;
    const isRefused = (purpose) => (words.get(purpose) ?? !hasGpc) === false;
    const own = PURPOSES[validated.draft.type];
    if (isRefused(own))
        return own;
    return makesRecord(validated, config) && isRefused('marketing') ? 'marketing' : undefined;
}
/** An address makes a contact; an action of `EVENTS` writes into one. */
function makesRecord({ draft, people }, config) {
    return (people.emails.length > 0 ||
        (draft.type === 'track' && actionsFor(draft.event, config).length > 0));
}
/** What was said of each purpose; a refusal counts over a consent. */
function consentIn(context) {
    const words = new Map();
    if (context?.['consent'] === undefined && context?.['consentManagement'] === undefined)
        return words;
    const note = (name, given) => {
        const purpose = NAMES.get(looseName(name));
        const word = wordIn(given);
        if (purpose && word !== undefined)
            words.set(purpose, word && words.get(purpose) !== false);
    };
    const consent = context?.['consent'];
    const preferences = isObject$1(consent) ? consent['categoryPreferences'] : undefined;
    for (const said of [consent, preferences])
        if (isObject$1(said))
            for (const name in said)
                note(name, said[name]);
    if (!isObject$1(consent) && wordIn(consent) === false)
        noteAll(words);
    const management = context?.['consentManagement'];
    const denied = isObject$1(management) ? management['deniedConsentIds'] : undefined;
    for (const name of Array.isArray(denied) ? denied : [])
        note(String(name), false);
    return words;
}
/** `"consent": false` is about everything. */
function noteAll(words) {
    for (const purpose of NAMES.values())
        words.set(purpose, false);
}
/** Undefined where nothing was said. */
function wordIn(given) {
    if (given === undefined || given === null)
        return undefined;
    if (typeof given === 'boolean')
        return given;
    if (typeof given === 'number')
        return given === 1;
    if (typeof given === 'string')
        return given.trim() === '' ? undefined : GRANTS.has(looseName(given));
    if (!isObject$1(given))
        return undefined;
    const words = Object.entries(given).flatMap(([name, value]) => SAYING.has(looseName(name)) && !isObject$1(value) ? (wordIn(value) ?? []) : []);
    return words.length === 0 ? undefined : words.every((word) => word);
}

/**
 * Providers of throw-away mailboxes that sign-up forms see most. Intentionally a short list: the
 * long ones change every day and weigh more than this Worker. LEAD_QUALITY adds to it.
 */
const DISPOSABLE_DOMAINS = new Set([
    '0-mail.com',
    '10mail.org',
    '10minutemail.com',
    '10minutemail.net',
    '1secmail.com',
    '1secmail.net',
    '1secmail.org',
    '20minutemail.com',
    '33mail.com',
    'anonbox.net',
    'burnermail.io',
    'byom.de',
    'discard.email',
    'dispostable.com',
    'dropmail.me',
    'einrot.com',
    'emailondeck.com',
    'emltmp.com',
    'fakeinbox.com',
    'fakemail.net',
    'fakemailgenerator.com',
    'getairmail.com',
    'getnada.com',
    'grr.la',
    'guerrillamail.biz',
    'guerrillamail.com',
    'guerrillamail.de',
    'guerrillamail.info',
    'guerrillamail.net',
    'guerrillamail.org',
    'guerrillamailblock.com',
    'harakirimail.com',
    'inboxbear.com',
    'inboxkitten.com',
    'incognitomail.org',
    'jetable.org',
    'mail-temp.com',
    'mail.tm',
    'mailcatch.com',
    'maildrop.cc',
    'mailexpire.com',
    'mailforspam.com',
    'mailinator.com',
    'mailinator.net',
    'mailnesia.com',
    'mailnull.com',
    'mailpoof.com',
    'mailsac.com',
    'mintemail.com',
    'moakt.com',
    'mohmal.com',
    'mytemp.email',
    'mytrashmail.com',
    'nada.email',
    'noclickemail.com',
    'sharklasers.com',
    'spam4.me',
    'spambog.com',
    'spambox.us',
    'spamgourmet.com',
    'spamex.com',
    'temp-mail.io',
    'temp-mail.org',
    'tempail.com',
    'tempinbox.com',
    'tempmail.dev',
    'tempmail.net',
    'tempmail.plus',
    'tempmailaddress.com',
    'tempmailo.com',
    'tempr.email',
    'throwawaymail.com',
    'tmpmail.net',
    'tmpmail.org',
    'trash-mail.com',
    'trashmail.com',
    'trashmail.de',
    'trashmail.net',
    'wegwerfmail.de',
    'wegwerfmail.net',
    'yopmail.com',
    'yopmail.fr',
    'yopmail.net',
]);

// Pure: what a sign-up looks like in, its flags out.
/** Mailboxes that a company shares, as RFC 2142 and habit name them. */
const ROLE_MAILBOX = /^(?:abuse|accounting|accounts|admin|administrator|billing|careers|contact|enquiries|help|hello|hostmaster|hr|info|inquiries|it|jobs|legal|mail|marketing|no-?reply|office|orders|postmaster|press|privacy|recruiting|root|sales|security|service|staff|support|team|test|webmaster)(?:\+.*)?$/;
const CHECKS = {
    honeypot: ({ values, form }, { honeypots }) => form['honeypot'] === true ||
        honeypots.some((name) => values.some((fields) => !isBlank(fields[name]))),
    'too-fast': ({ form }, { minimumSeconds }) => typeof form['seconds'] === 'number' && form['seconds'] < minimumSeconds,
    disposable: ({ domain }, { disposable }) => isDisposable(domain, disposable),
    role: ({ localPart }) => ROLE_MAILBOX.test(localPart),
    webdriver: ({ context }) => context['webdriver'] === true,
};
const CHECKED = Object.keys(CHECKS);
/**
 * What is odd about the sign-up in an event; nothing where it names no e-mail address. Of whatever type:
 * each makes a contact.
 */
function flagLead({ draft, people }, rules) {
    const lead = people.email === undefined ? undefined : leadIn(draft, people.email);
    if (!lead)
        return [];
    return CHECKED.filter((flag) => CHECKS[flag](lead, rules));
}
/** The name of the field that Turnstile's widget adds to a form. */
const TOKEN_FIELD = 'cf-turnstile-response';
/** Where a page or a form sends the token of Turnstile. */
function turnstileTokenOf(draft) {
    const given = draft.context?.['turnstileToken'];
    return given ?? valuesOf$1(draft).find((fields) => fields[TOKEN_FIELD] !== undefined)?.[TOKEN_FIELD];
}
/** Trap fields are no data, and a token is spent: takes them out, in place. */
function removeTraps(draft, { honeypots }) {
    if (draft.context && 'turnstileToken' in draft.context)
        delete draft.context['turnstileToken'];
    for (const fields of valuesOf$1(draft)) {
        if (TOKEN_FIELD in fields)
            delete fields[TOKEN_FIELD];
        for (const name of honeypots)
            if (name in fields)
                delete fields[name];
    }
}
function leadIn(draft, email) {
    const [localPart, domain] = email.split('@', 2);
    if (localPart === undefined || domain === undefined)
        return undefined;
    const context = draft.context ?? {};
    const form = isObject$1(context['form']) ? context['form'] : {};
    return { localPart, domain, values: valuesOf$1(draft), form, context };
}
function valuesOf$1(draft) {
    const places = [
        'traits' in draft ? draft.traits : undefined,
        'properties' in draft ? draft.properties : undefined,
        draft.context?.['traits'],
    ];
    return places.filter(isObject$1);
}
/** More labels than any mailbox provider's name has; a name of a hundred is meant to keep us busy. */
const MAX_LABELS = 6;
/** A provider's subdomains are the provider's. */
function isDisposable(domain, more) {
    let at = domain.length;
    for (let label = 0; label < MAX_LABELS && at >= 0; label++) {
        at = at === 0 ? -1 : domain.lastIndexOf('.', at - 1);
        const suffix = domain.slice(at + 1);
        if (DISPOSABLE_DOMAINS.has(suffix) || more.includes(suffix))
            return true;
    }
    return false;
}

// Pure: what becomes of a form that the browser itself submitted, until the next page has spoken.
/** Unheard of for this long, a provisional event counts: the next page may carry no tag. */
const HELD_MS = 60_000;
/** A sign-up is two events and a wizard some more; each is a row, and beyond this a broken sender is at work. */
const MAX_NAMED = 100;
/** How the next page says it: the name of its event, and where it lists the events meant. */
const WORDS = {
    'Form Confirmed': { verdict: 'confirmed', names: 'confirms' },
    'Form Refused': { verdict: 'withdrawn', names: 'withdraws' },
};
function isProvisional(event) {
    return formOf(event)['provisional'] === true;
}
/** The event once it counts like any other; the mark is of no interest to the CRM. */
function withoutMark(event) {
    const { provisional: _, ...form } = formOf(event);
    return { ...event, context: { ...event.context, form } };
}
/** What an event decides; undefined for every event that is not about forms, also where it has such a name. */
function decisionOf(event) {
    if (event.type !== 'track')
        return undefined;
    const words = Object.hasOwn(WORDS, event.event) ? WORDS[event.event] : undefined;
    if (!words)
        return undefined;
    const form = formOf(event);
    const isAboutForms = Object.values(WORDS).some(({ names }) => Object.hasOwn(form, names));
    if (!isAboutForms)
        return undefined;
    return { verdict: words.verdict, messageIds: idsIn$1(form[words.names]) };
}
/** A verdict counts by when it was received, so that an alarm that comes late changes nothing. */
function isInTime(verdictAt, eventAt) {
    return verdictAt < eventAt + HELD_MS;
}
function idsIn$1(named) {
    const list = Array.isArray(named) ? named : [named];
    const ids = list.flatMap((id) => typeof id === 'string' || typeof id === 'number' ? [cleanId(String(id))] : []);
    const usable = ids.filter((id) => id !== '' && id.length <= MAX_ID_CHARACTERS);
    return [...new Set(usable)].slice(0, MAX_NAMED);
}
function formOf({ context }) {
    const form = context?.['form'];
    return isObject$1(form) ? form : {};
}

// Pure: what an event touches and whose word it is in, its lane out.
/**
 * How an event goes on, the best lane first:
 *
 * - `lead`: somebody introduces themselves, or a server or a signature vouches for it. It is taken as
 *   long as it can be written.
 * - `claim`: a page says whom it is about. It goes to the outbox, which keeps it when it knows them, and
 *   otherwise as long as there is plenty of room.
 * - `visit`: what a browser saw. It goes to the strangers' objects, whatever ids and addresses stand in it:
 *   anybody can write those. They forward it once the outbox has met that browser's visitor.
 */
const LANES = ['lead', 'claim', 'visit'];
function touchOf(validated, provenance, config) {
    const { people } = validated;
    const { emails, userId, anonymousId, previousId } = people;
    const lane = laneOf(validated, provenance, config);
    const ids = [anonymousId, previousId].filter((id) => id !== undefined);
    return {
        lane,
        ...(anonymousId !== undefined && { anonymousId }),
        introduces: lane !== 'visit' && saysWhoseItIs(validated) ? ids : [],
        about: [
            ...emails.map((email) => `e:${email}`),
            ...(userId === undefined ? [] : [`u:${userId}`]),
            ...ids.map((id) => `a:${id}`),
        ],
    };
}
/** A server also tells of strangers, whose history is nobody's yet. */
function saysWhoseItIs({ draft: { type }, people }) {
    return type === 'identify' || type === 'alias' || people.emails.length > 0 || !!people.userId;
}
/** A request is not torn apart: what somebody did goes with their introduction. */
function laneOfAll(touches) {
    return LANES.find((lane) => touches.some((touch) => touch.lane === lane)) ?? 'visit';
}
function laneOf(validated, provenance, config) {
    const { draft, people } = validated;
    if (provenance !== 'page')
        return 'lead';
    const event = draft;
    switch (event.type) {
        case 'identify':
            return people.email || isProvisional(event) || hasNumber(event, config) ? 'lead' : 'claim';
        case 'group':
            return people.email ? 'lead' : 'claim';
        case 'alias':
            return 'claim';
        case 'track': {
            if (people.email || isProvisional(event) || decisionOf(event))
                return 'lead';
            const acts = people.userId && isMapped(event.event, config.actions);
            return acts || !people.anonymousId ? 'claim' : 'visit';
        }
        case 'page':
        case 'screen':
            return people.anonymousId ? 'visit' : 'claim';
    }
}
/** Somebody who can be called back; asked of the code that would write the number. */
function hasNumber(event, config) {
    const settings = { ...config, generation: config.domain.generation };
    return interpret(event, settings, { provenance: 'page' }).changes.some((change) => change.object === 'contact' &&
        ['mobile_number', 'work_number'].some((field) => change.fields[field] !== undefined));
}
/**
 * Whether a page tells of nobody in particular, and of nothing that the CRM has: then there is nobody
 * who waits for a call, and no share of the hour's calls is counted.
 */
function isStrangers({ draft, people }, { provenance, actions }) {
    if (provenance !== 'page' || people.emails.length > 0 || people.userId !== undefined)
        return false;
    return draft.type !== 'group' && !(draft.type === 'track' && isMapped(draft.event, actions));
}
const isMapped = (name, actions) => actionsFor(name, { actions }).length > 0;

// Pure: the clocks of sender and edge in, the time that counts out.
/**
 * Below this a difference is the time the request was under way. To "correct" that would put two
 * quick requests of one person in the wrong order.
 */
const SKEW_TOLERANCE_MS = 10_000;
/** A browser keeps what a stranger did for 30 days, and sends it when they introduce themselves; a day for clocks. */
const OLDEST_MS = 31 * 24 * 3_600_000;
/** Epoch seconds have 10 digits until the year 2286, milliseconds 13. */
const SECONDS_BELOW = 100_000_000_000;
/**
 * When an event happened, by the edge's clock: `receivedAt − (sentAt − timestamp)`, as the Segment
 * specification has it. Never later than now: a clock that runs ahead would win every "latest value".
 */
function correctTime({ happenedAt, sentAt, receivedAt, isOwnServer, }) {
    const happened = toEpochMs(happenedAt);
    if (happened === undefined)
        return receivedAt;
    const sent = toEpochMs(sentAt);
    const skew = sent === undefined ? 0 : receivedAt - sent;
    const corrected = Math.abs(skew) > SKEW_TOLERANCE_MS ? happened + skew : happened;
    const oldest = isOwnServer ? 0 : receivedAt - OLDEST_MS;
    return corrected > oldest ? Math.min(corrected, receivedAt) : receivedAt;
}
/** Seconds or milliseconds that a form or a template made a text of. */
const EPOCH = /^\s*\d{9,13}(?:\.\d+)?\s*$/;
/** A time as libraries write it; one that nobody can read is as good as none, and no reason to lose a lead. */
function toEpochMs(time) {
    if (typeof time === 'string') {
        return EPOCH.test(time) ? toEpochMs(Number(time)) : finite(Date.parse(time));
    }
    if (typeof time !== 'number')
        return undefined;
    return finite(time < SECONDS_BELOW ? time * 1000 : time);
}
function finite(epoch) {
    return Number.isFinite(epoch) ? epoch : undefined;
}

// Pure: an address in, the same without its secrets out.
/** Words that say of a parameter, or of the part of a path behind them, that it is for one pair of eyes. */
const SECRET_WORDS = new Set([
    'token',
    'jwt',
    'code',
    'otp',
    'pin',
    'key',
    'apikey',
    'password',
    'passwd',
    'passphrase',
    'pass',
    'pwd',
    'secret',
    'session',
    'sessionid',
    'sid',
    'phpsessid',
    'jsessionid',
    'auth',
    'authorization',
    'credential',
    'credentials',
    'sig',
    'signature',
    'hmac',
    'nonce',
    'ticket',
    'otc',
    'email',
    'mail',
    'phone',
    'ssn',
    'fse',
]);
/** Parts of a path behind which a secret stands: `/reset/…`, `/invite/…`. */
const SECRET_STEPS = new Set([
    ...['reset', 'invite', 'invitation', 'invitations', 'verify', 'verification', 'confirm'],
    ...['confirmation', 'activate', 'activation', 'unsubscribe', 'magic', 'recover', 'recovery'],
]);
/** Stands where a part of a path was. */
const REDACTED = 'redacted';
/** What advertising systems and mailings add is for the CRM, however it looks: campaign names, click ids. */
const MARKETING = /^(?:utm_\w+|\w*cl?k?id|\w*clickid|\w*braid|li_fat_id|rdt_cid|_gl|gad_source|mc_[ce]id|_hs\w+)$/i;
const EMAIL = /[^\s/?#&=:@](?:@|%40)[^\s/?#&=@]{1,190}\.[a-z]/i;
const holdsEmail = (text) => (text.includes('@') || text.includes('%40')) && EMAIL.test(text);
const JWT = /^[\w-]{8,}\.[\w-]{8,}\.[\w-]*$/;
const HEX = /^[0-9a-f]{24,}$/i;
/** Letters and digits mixed at this length are no word that a person wrote. */
const RANDOM_CHARACTERS = 20;
/** Beyond this an address tells nothing, and is there to keep us busy. */
const MAX_URL_CHARACTERS = 2048;
const MAX_STEPS = 24;
/** Most addresses hold nothing of the kind, and are not taken apart. */
const MAY_BE_SECRET = new RegExp(`[?#@%]|[\\w~+=-]{${RANDOM_CHARACTERS}}|${[...SECRET_WORDS, ...SECRET_STEPS].join('|')}`, 'i');
/** An address without user, and without what is secret in its path, its query and its fragment. */
function redactUrl(address) {
    const url = address.slice(0, MAX_URL_CHARACTERS);
    if (!MAY_BE_SECRET.test(url))
        return url;
    const [before, fragment] = cut$1(url, '#');
    return redactSteps(before) + (fragment ? redactFragment(fragment) : '');
}
/** A query alone, with or without its question mark. */
function redactSearch(query) {
    const search = query.slice(0, MAX_URL_CHARACTERS);
    const isMarked = search.startsWith('?');
    const kept = redactQuery(isMarked ? search.slice(1) : search);
    return kept !== '' && isMarked ? `?${kept}` : kept;
}
/** `#/reset?token=…` is a page of its own, `#access_token=…` a query. */
function redactFragment(fragment) {
    if (fragment.includes('?') || !fragment.includes('='))
        return `#${redactSteps(fragment)}`;
    const kept = redactQuery(fragment);
    return kept && `#${kept}`;
}
/** A path and its query. */
function redactSteps(text) {
    const [path, query = ''] = cut$1(text, '?');
    const kept = redactQuery(query);
    return redactPath(path) + (kept && `?${kept}`);
}
/** What stands before the first mark, and what behind it. */
function cut$1(text, mark) {
    const at = text.indexOf(mark);
    return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
function redactQuery(query) {
    return query
        .split(/[&;]/)
        .filter((pair) => {
        const [name, value = ''] = cut$1(pair, '=');
        return pair !== '' && !isSecretPair(decode$2(name), decode$2(value));
    })
        .join('&');
}
function isSecretPair(name, value) {
    if (holdsEmail(name) || holdsEmail(value))
        return true;
    if (MARKETING.test(name))
        return false;
    return wordsIn(name).some((word) => SECRET_WORDS.has(word)) || looksSecret(value);
}
function redactPath(path) {
    const [start = ''] = /^(?:[a-z][\w+.-]*:)?\/\/[^/]*/i.exec(path) ?? [];
    let isBehindSecret = false;
    const steps = path
        .slice(start.length)
        .split('/', MAX_STEPS)
        .map((step) => {
        const text = decode$2(step);
        const isSecret = (isBehindSecret && step !== '' && !isWord(text)) || holdsEmail(text) || looksSecret(text);
        // A word behind a secret step is no secret, and what comes behind it may be one.
        if (step !== '')
            isBehindSecret ||=
                isSecret || wordsIn(text).some((word) => SECRET_WORDS.has(word) || SECRET_STEPS.has(word));
        return isSecret ? REDACTED : step;
    });
    return start.replace(/\/\/[^/]*@/, '//') + steps.join('/');
}
/** A part of a path that a person wrote: letters, and at most one hyphen after another. */
function isWord(text) {
    return /^[\p{L}]+(?:[-_][\p{L}]+)*(?:\.[a-z]+)?$/u.test(text);
}
function looksSecret(text) {
    if (text.length < RANDOM_CHARACTERS)
        return false;
    if (JWT.test(text) || HEX.test(text))
        return true;
    return /^[\w~+=-]+$/.test(text) && text.split(/[-_]/).some(isRandom);
}
function isRandom(part) {
    return part.length >= RANDOM_CHARACTERS && /\d/.test(part) && /[a-z]/i.test(part);
}
const ONE_WORD = /^[a-z0-9]*$/;
/** `resetToken`, `reset_token` and `RESET-TOKEN` are two words each. */
function wordsIn(name) {
    if (ONE_WORD.test(name))
        return [name];
    return name
        .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
        .toLowerCase()
        .split(/[^a-z0-9]+/);
}
function decode$2(text) {
    if (!text.includes('%') && !text.includes('+'))
        return text;
    try {
        return decodeURIComponent(text.replaceAll('+', ' '));
    }
    catch {
        return text;
    }
}

/** What holds an address in a page view, a touch or a form's event, in the words of Segment and RudderStack. */
const ADDRESSES = new Set([
    'url',
    'path',
    'href',
    'referrer',
    'referring_url',
    'initial_referrer',
    'landing',
    'tab_url',
    'page_url',
    'action',
]);
const QUERIES = new Set(['search', 'query', 'queryString']);
function createRedactor() {
    return { url: once(redactUrl), search: once(redactSearch) };
}
function once(redact) {
    const known = new Map();
    return (text) => {
        const redacted = known.get(text) ?? redact(text);
        known.set(text, redacted);
        return redacted;
    };
}
/**
 * Takes out of every address of an event, in place, what is for one pair of eyes: a link to reset a
 * password must not be kept here, nor stand in the CRM. The page does so as well; old ones do not.
 */
function redactAddresses(draft, redactor) {
    const { context } = draft;
    const attribution = context?.['attribution'];
    const touches = isObject$1(attribution) ? [attribution['first'], attribution['last']] : [];
    const properties = 'properties' in draft ? draft.properties : undefined;
    for (const holder of [context, context?.['page'], context?.['referrer'], properties, ...touches])
        if (isObject$1(holder))
            redactIn(holder, redactor);
}
function redactIn(holder, redactor) {
    for (const name in holder) {
        const value = holder[name];
        if (typeof value !== 'string')
            continue;
        if (QUERIES.has(name))
            holder[name] = redactor.search(value);
        else if (ADDRESSES.has(name) || isAddress(value))
            holder[name] = redactor.url(value);
    }
}
/** A link in a property of the site's own. */
function isAddress(text) {
    return /^https?:\/\/\S+$/i.test(text);
}

// Pure: random ids come in as a function.
/**
 * Completes an event: its id, the time it happened by our clock, and the browser it came from.
 * Changes the draft, which was made for us; what is undefined falls away when it is written.
 */
function normalize(draft, surroundings) {
    const { receivedAt, isOwnServer } = surroundings;
    const happenedAt = draft.timestamp ?? draft.originalTimestamp;
    const sentAt = draft.sentAt ?? surroundings.sentAt;
    const corrected = correctTime({ happenedAt, sentAt, receivedAt, isOwnServer });
    draft.messageId ??= surroundings.createId();
    draft.timestamp = new Date(corrected).toISOString();
    const isCorrected = typeof happenedAt === 'string' && happenedAt !== draft.timestamp;
    draft.originalTimestamp = isCorrected ? happenedAt : undefined;
    draft.sentAt = undefined;
    draft.context = completeContext(draft.context, surroundings);
    redactAddresses(draft, surroundings.redactor);
    return draft;
}
function completeContext(sent, { userAgent, ipOf }) {
    const context = { ...sent };
    if (!isObject$1(context.page))
        delete context.page;
    if (userAgent !== undefined)
        context.userAgent ??= userAgent;
    const ip = ipOf(context.ip);
    if (ip === undefined)
        delete context.ip;
    else
        context.ip = ip;
    return context;
}

/** Name of the field in which the page puts something new whenever the form is handed in. */
const HAND_IN_FIELD = 'fse_form';
const handInId = (fields) => fields.find(({ name }) => name === HAND_IN_FIELD)?.value || undefined;

const REGISTER = /regist|sign ?up|create|join|new account|anmeldung neu|konto (anleg|erstell)|in?scri|creer|crear|cadastr|criar|crea |aanmeld|trial|get started/;
/** Forms that have an address in them and are none: leaving a list, a lost password, a coupon. */
const NO_SIGN_UP = /unsub|opt ?out|abmeld|abbestell|desabon|desinscri|darme de baja|cancel\w* (la |mi )?(su|in)scri|descadastr|disiscri|annulla iscri|uitschrij|afmeld|\bcookie|(forgot|reset|recover|recuper\w*|lost|vergess\w*|oublie|olvid\w*|esquec\w*|dimentic\w*|vergeten) ?(\w+ )?(pass|kenn|mot|contras|senha|wacht)|(passwor\w|passe|contrasena|senha|wachtwoord) (forgot|reset|recover|vergess|zuruck|oubli|olvid|esquec|dimentic|verget)|\b(promo|discount|coupon|voucher|gutschein|kortings|sconto|reduc\w*) ?(code|form|einlo)|(checkout|cart|apply|redeem|aplicar|usar) .*(coupon|cup[om]n|cupom|voucher|code)|gutscheincode|code promo|codice sconto/;
/** A log-in: the password of an account that is there, or nothing beside who and password. */
const isLogIn = (fields, about) => {
    const passwords = fields.filter(({ type }) => type === 'password');
    if (passwords.length !== 1)
        return false;
    const tokens = `${passwords[0]?.autocomplete}`;
    if (/current-password/.test(tokens))
        return true;
    if (/new-password/.test(tokens) || REGISTER.test(about))
        return false;
    const texts = fields.filter(({ type }) => !/password|hidden|submit|button|reset|image|file|box|radio/.test(type));
    return texts.length < 2;
};
/** An address, a number or a full name: without one the CRM could not know whom it is about. */
const introducesSomebody = ({ email, phone, name, firstName, lastName, }) => !!(email || phone || (firstName && lastName) || /\S\s+\S/.test(`${name ?? ''}`));
/** Why a form is no sign-up; nothing when it is one. */
const whyNoSignUp = (traits, fields, facts) => {
    const about = wordsOf$1(facts.about);
    if (facts.isSearch)
        return 'a search';
    if (isLogIn(fields, about))
        return 'a log-in';
    if (NO_SIGN_UP.test(about))
        return 'not for signing up, by its name or button';
    return introducesSomebody(traits) ? undefined : 'no address, phone or full name in it';
};

/** What must never leave the page, whatever a form calls it. Pure. */
/** Types whose values are nobody's business, or nothing that a person entered. */
const SECRET_TYPE = /^(password|hidden|file|submit|button|reset|image)$/;
/** Tokens of `autocomplete`. Those for passwords are given to any field to switch filling off. */
const SECRET_TOKEN = /\bcc |one time|tel (area|coun|ext)/;
const CARD = /\b(cards?|karte|carte|tarjeta|cartao|carta|kaart)\b|card ?(number|no|num|holder)|kredit|karten|kaart(num|hou)/;
const CODE = /\bpass ?(word|code|wd|wort|phrase)?\b|\b(pwd|kennwort|mot de passe|contrasena|senha|wachtwoord|parola|cvv2?|cvc2?|csc|cvn|ssn|otp|totp|mfa|2fa|tan|pin|iban|secret|captcha|nonce|csrf|token)\b|(secur\w*|verif\w*|auth\w*|confirmation|activation|sms|access|one time|einmal|sicherheits?|bestatigungs?|zugangs?|pruf)( \w+)? ?(code|ziffer|number)\b|(code|codigo|codice) (de|di|a) (secur|segur|sicur|verif|\d)|verify your|social secur|\b(digit|stelliger?|chiffres|digitos|cifre|cijfer\w*) \w*code|authcode|digit code|\bcode$|expir|two factor/;
const NO_SECRET_CODE = /zip|post|country|landes|dial/;
const SOCIAL_SECURITY_NUMBER = /\b\d{3}-\d\d-\d{4}\b/g;
/** Digits with blanks, dots or hyphens between; a + before them makes the first ones a phone number. */
const DIGITS = /\+?\d(?:[\s.-]?\d){12,}/g;
/** India's name of a postal code. Any other PIN is a secret. */
const PIN_CODE = /^(area )?pin ?code$/;
/** Told by the field itself: what its label remarks beside ("we keep it secure") makes no secret. */
const isSecretField = ({ type, autocomplete, others }) => SECRET_TYPE.test(type) ||
    (type !== 'email' &&
        (SECRET_TOKEN.test(autocomplete) ||
            (type !== 'tel' && /password/.test(autocomplete)) ||
            others.some((text) => CARD.test(text) ||
                (CODE.test(text) && !NO_SECRET_CODE.test(text) && !PIN_CODE.test(text)))));
/** Every second digit doubled: what all cards have in common (ISO/IEC 7812). */
const isCard = (digits) => {
    if (!/^[2-6]\d{12,18}$/.test(digits))
        return false;
    let sum = 0;
    for (const [index, digit] of [...digits].reverse().entries()) {
        const value = Number(digit) * (1 + (index % 2));
        sum += value > 9 ? value - 9 : value;
    }
    return sum % 10 === 0;
};
/** Cuts out a card, which begins and ends where groups of digits do. */
const withoutCards = (run) => {
    const groups = run.split(/(?=[\s.-])/);
    for (let from = 0; from < groups.length; from++)
        for (let to = groups.length; to > from; to--) {
            const text = groups.slice(from, to).join('');
            if (text[0] !== '+' && isCard(text.replace(/\D/g, '')))
                return `${groups.slice(0, from).join('')}…${withoutCards(groups.slice(to).join(''))}`;
        }
    return run;
};
/** The text without numbers of cards and social security. */
const redact = (text) => text.replace(SOCIAL_SECURITY_NUMBER, '…').replace(DIGITS, withoutCards);

/** An event may have 32 KB; a message in any script stays below a third of it. */
const LONGEST_MESSAGE = 8_000;
const LONGEST_VALUE$1 = 1_000;
/** What the page calls a field, nearest first; a keyboard for digits says the least. */
const textsOf = ({ autocomplete, type, name, id, label, placeholder }) => [autocomplete, /email|url/.test(type) ? type : '', name, id, label, placeholder].map(wordsOf$1);
const guessTrait = (field, texts, value) => {
    for (const text of texts) {
        const row = Object.entries(TRAIT_TABLE).find(([, { words, except }]) => words.test(text) && !except?.test(text));
        if (row && (row[1].isChosen || !/^select/.test(field.type)) && row[1].looks(value))
            return row[0];
    }
    const isPhone = field.type === 'tel' && !NO_PHONE.test(`${texts}`);
    return isPhone && TRAIT_TABLE['phone']?.looks(value) ? 'phone' : undefined;
};
const readField = (field) => {
    const texts = textsOf(field);
    const [autocomplete = '', , ...others] = texts;
    const value = field.value.trim();
    const isSecret = isSecretField({ type: field.type, autocomplete, others });
    if (isSecret && !(isAddress$1(value) && /^(text|email|tel|search)$/.test(field.type)))
        return { field, why: 'a secret' };
    if (field.trait)
        return { field, trait: field.trait };
    if (isBox(field))
        return { field, why: 'a box without data-trait' };
    if (!value)
        return { field, why: 'empty' };
    if (others.some((text) => OTHERS$1.test(text)))
        return { field, why: 'about somebody else' };
    const trait = guessTrait(field, texts, value);
    return trait ? { field, trait } : { field, why: 'not understood' };
};
/** Puts a value at a path. The first field of a trait counts; ticked boxes add up, as Freshsales wants choices. */
const put = (traits, path, value, addsUp) => {
    const [key = '', head] = path.split('.').reverse();
    const target = head ? { ...traits[head] } : traits;
    const known = target[key];
    target[key] = known && addsUp ? `${known};${value}` : (known ?? value);
    if (head)
        traits[head] = target;
};
/** In languages that say "name" for one half of it, the other half tells which. */
const completeName = (traits) => {
    const { name, firstName, lastName } = traits;
    if (!name || !firstName === !lastName)
        return;
    traits[firstName ? 'lastName' : 'firstName'] = name;
    delete traits['name'];
};
/** `+49` and `030 1234567`, as two fields have it, are one number. */
const completePhone = (traits, fields) => {
    const { phone } = traits;
    if (typeof phone !== 'string' || /^(\+|00)/.test(phone))
        return;
    const codes = fields
        .filter(({ type }) => type !== 'hidden')
        .map(({ value }) => /^\+\d{1,4}$/.exec(value.trim())?.[0]);
    const code = codes.find(Boolean);
    if (code)
        traits['phone'] = `${code} ${phone.replace(/^0/, '')}`;
};
const contentOf = ({ trait, field }) => {
    if (isBox(field))
        return !!field.checked && (field.value || true);
    return redact(field.value.trim()).slice(0, trait === 'message' ? LONGEST_MESSAGE : LONGEST_VALUE$1);
};
const readFields = (given) => {
    const traits = {};
    const fields = given.map(readField);
    const states = [];
    for (const reading of fields) {
        const { field, trait } = reading;
        if (trait) {
            const value = contentOf(reading);
            if (value && value !== '…')
                put(traits, trait, value, isBox(field));
        }
        else if (field.type === 'checkbox') {
            const isChecked = !!field.checked;
            const state = subscriptionOf(`${textsOf(field)}`, isChecked);
            if (state) {
                states.push({ state, isChecked });
                reading.trait = 'subscriptionStatus';
                delete reading.why;
            }
        }
    }
    if (states[0])
        traits['subscriptionStatus'] = joinSubscriptions(states);
    completeName(traits);
    completePhone(traits, given);
    return { traits, fields };
};
/** Freshsales' own numbers for the state of a subscription. */
const SUBSCRIBED = 1;
const NOT_SUBSCRIBED = 2;
/** Words of a box about mail to the visitor. */
const MAIL = /n(ew|ieuw)s|subscri|suscri|in?scri|marketing|opt ?(in|out)|off?er(s|t|en|te|tas)\b|\boffres|abonn|bolet|promoc|werb|\bupdates\b/;
/** Words that turn it round: ticked, it says "do not". */
const DO_NOT = /\b(no[tn]?|nao|nichts?|niet|pas|geen|kein\w*|without|never|stop\w*|unsub\w*|opt (\w+ )?out|exclu\w*|decline\w*|refus\w*|rechaz\w*|ablehn\w*|abbestell\w*|abmeld\w*|desabon\w*|desinsc\w*|baja|cancel\w*|descadastr\w*|disiscri\w*|annull?\w*|uitschrij\w*|afmeld\w*|remove|don t|rifiut\w*|recus\w*|widerspr\w*|weiger\w*)\b/;
/** What is told beside, about leaving again. */
const REMARK = /\b(you (can|may)|(sie|du) k|vous pouvez|puedes?|pode|puoi|je kunt|any ?time|jederzeit|no spam|(we |wir )?(never|don t|do not|niemals) (share|sell|spam|we))\b.*/;
/**
 * What a box says of the subscription: ticked yes, not ticked no. A box that says "do not" tells
 * something only when it is ticked.
 */
const subscriptionOf = (texts, isChecked) => {
    if (!MAIL.test(texts))
        return undefined;
    if (DO_NOT.test(texts.replace(REMARK, '')))
        return isChecked ? NOT_SUBSCRIBED : undefined;
    return isChecked ? SUBSCRIBED : NOT_SUBSCRIBED;
};
/** Of several boxes: whoever refuses by a tick means it; else one tick is enough. */
const joinSubscriptions = (states) => {
    const ticked = states.filter(({ isChecked }) => isChecked);
    if (ticked.some(({ state }) => state === NOT_SUBSCRIBED))
        return NOT_SUBSCRIBED;
    return ticked.length ? SUBSCRIBED : NOT_SUBSCRIBED;
};

// Pure: a form as the page had it in, the traits that it tells out.
/** A form of more fields is a table. */
const MOST_FIELDS = 100;
const LONGEST_TEXT = 300;
const LONGEST_VALUE = 10_000;
/**
 * A page that went before `forms.js` was there sends the fields as they were, and so does a server
 * that took a form, in `context.form.raw`. Reads them with the tables that the browser uses, and keeps
 * nothing else of them. Changes the draft, which was made for us.
 */
function readRawForm(draft) {
    const form = draft.context?.['form'];
    if (!isObject$1(form) || !Array.isArray(form['raw']))
        return succeed({ draft, isTyped: false });
    const fields = form['raw'].slice(0, MOST_FIELDS).filter(isObject$1).map(fieldOf);
    delete form['raw'];
    const id = form['id'] ?? handInId(fields);
    if (id !== undefined)
        form['id'] = id;
    const { traits } = readFields(fields);
    const why = whyNoSignUp(traits, fields, { about: '' });
    if (why)
        return fail(`context.form.raw: is no sign-up (${why})`);
    if (draft.type === 'identify')
        draft.traits = { ...traits, ...draft.traits };
    // What a server tells may have but the address in it to say whom it is about.
    else if (!draft.userId && !draft.anonymousId && traits['email'])
        draft.context = { ...draft.context, traits: { email: traits['email'] } };
    return succeed({ draft, isTyped: true });
}
function fieldOf(sent) {
    const text = (name, longest = LONGEST_TEXT) => {
        const value = sent[name];
        return typeof value === 'string' ? value.slice(0, longest) : '';
    };
    return {
        type: text('type') || 'text',
        name: text('name'),
        autocomplete: text('autocomplete'),
        label: text('label'),
        value: text('value', LONGEST_VALUE),
        checked: sent['checked'] === true,
    };
}

// Pure: an event as it came in, an event of the right shape or a reason out.
/** Ids come from databases too, as numbers; above 2^53 a number has lost digits on its way. */
const idText$1 = pipe(union([string(), pipe(number(), safeInteger(), transform(String))]), transform(cleanId), maxLength(MAX_ID_CHARACTERS));
const ID_RULE = `must be text of at most ${MAX_ID_CHARACTERS} characters`;
const id$1 = optional$1(idText$1);
const requiredId = pipe(idText$1, minLength(1));
/** PHP writes an empty list where it has an empty object, and false or "" where it has none. */
const dictionary = optional$1(union([
    custom(isObject$1),
    pipe(custom(isNothing), transform(() => undefined)),
]));
const anything = optional$1(unknown());
/** A page may be called 404. What is no text at all names nothing. */
const label = optional$1(pipe(unknown(), transform((name) => typeof name === 'string' ? name : typeof name === 'number' ? String(name) : undefined)));
const common$1 = {
    messageId: id$1,
    userId: id$1,
    anonymousId: id$1,
    timestamp: anything,
    originalTimestamp: anything,
    sentAt: anything,
    context: dictionary,
    integrations: dictionary,
};
const SHAPES = {
    identify: object({
        type: literal('identify'),
        ...common$1,
        traits: dictionary,
        properties: dictionary,
    }),
    group: object({
        type: literal('group'),
        ...common$1,
        groupId: id$1,
        traits: dictionary,
        properties: dictionary,
    }),
    track: object({
        type: literal('track'),
        ...common$1,
        event: requiredId,
        properties: dictionary,
    }),
    page: object({
        type: literal('page'),
        ...common$1,
        name: label,
        category: label,
        properties: dictionary,
    }),
    screen: object({
        type: literal('screen'),
        ...common$1,
        name: label,
        category: label,
        properties: dictionary,
    }),
    alias: object({
        type: literal('alias'),
        ...common$1,
        userId: requiredId,
        previousId: requiredId,
    }),
};
/** What to say of a field that has the wrong shape. */
const RULES = {
    event: `${ID_RULE}, the name of what happened`,
    traits: 'must be an object',
    properties: 'must be an object',
    context: 'must be an object',
    integrations: 'must be an object',
};
function validate(raw, settings) {
    if (!isObject$1(raw))
        return fail('must be an object');
    const type = typeof raw['type'] === 'string' ? raw['type'].toLowerCase() : undefined;
    const known = EVENT_TYPES.find((each) => each === type);
    if (known === undefined)
        return fail(`type: must be one of ${EVENT_TYPES.join(', ')}`);
    const { event, problems } = withoutIdsOfNobody(raw);
    const parsed = safeParse(SHAPES[known], { ...event, type: known }, { abortEarly: true });
    if (!parsed.success) {
        const field = getDotPath(parsed.issues[0]) ?? 'event';
        const nobody = problems.find((problem) => problem.field === field);
        return fail(`${field}: ${nobody?.reason ?? RULES[field] ?? ID_RULE}`);
    }
    const read = readRawForm(parsed.output);
    if (!read.ok)
        return read;
    const { people } = peopleOf(read.value.draft, settings);
    const validated = { ...read.value, people, problems };
    const fault = findFault(validated);
    return fault === undefined ? succeed(validated) : fail(fault);
}
const ID_FIELDS = ['userId', 'anonymousId', 'previousId', 'groupId', 'messageId'];
/** Libraries send null, false or "" for an id that they do not know, careless sites `0` or `undefined`. */
function withoutIdsOfNobody(raw) {
    const problems = [];
    const event = { ...raw };
    for (const field of ID_FIELDS) {
        const given = raw[field];
        if (given === undefined)
            continue;
        if (isNothing(given))
            delete event[field];
        else if (typeof given !== 'object' && isUnset(field, String(given))) {
            delete event[field];
            const reason = `left out: ${JSON.stringify(given).slice(0, 40)} identifies nobody`;
            problems.push({ field, reason });
        }
    }
    return { event, problems };
}
/** Messages may well be counted from zero, people are not. */
function isUnset(field, id) {
    return identifiesNobody(id) && (field !== 'messageId' || /\p{L}/u.test(id));
}
/** Nothing was said, in the ways in which languages say nothing. */
function isNothing(value) {
    return (value === null ||
        value === undefined ||
        value === false ||
        (typeof value === 'string' && cleanId(value) === '') ||
        (Array.isArray(value) && value.length === 0));
}
/** An event must say whom it is about, and an introduction must not give an address that is none. */
function findFault({ draft, people, problems }) {
    const given = draft.type === 'identify' ? draft.traits?.['email'] : undefined;
    const isRead = people.emails.some((email) => email === given);
    if (!isRead && !isNothing(given) && !isBlank(given) && toEmail(given) === undefined) {
        return 'traits.email: is not an e-mail address';
    }
    if (people.userId || people.anonymousId)
        return undefined;
    // The Segment spec asks for an id. An address will do, if the same event can be known again.
    if (draft.messageId && (people.email || isNamedGroup(draft)))
        return undefined;
    const nobody = problems.find(({ field }) => field !== 'messageId' && field !== 'groupId');
    return nobody
        ? `${nobody.field}: ${nobody.reason}; send userId or anonymousId, or messageId with an e-mail address`
        : 'userId: is missing; send userId or anonymousId, or messageId with an e-mail address';
}
/** A company is somebody without a person in it. */
function isNamedGroup({ context, ...draft }) {
    const traits = isObject$1(context?.['traits']) ? context['traits'] : {};
    return draft.type === 'group' && !(isBlank(draft.traits?.['name']) && isBlank(traits['name']));
}

/**
 * Whose word an event is: that of a server, by its key; that of a person whom the site's server signed
 * (`context.identityToken`); or that of a page. A token that is there must hold.
 */
async function verifyIdentity(validated, check) {
    const { config, source } = check;
    const { context } = validated.draft;
    const token = context?.['identityToken'];
    if (token !== undefined)
        delete context?.['identityToken'];
    // A form is as open as a write key: what was typed into it is the visitor's word, whoever passes it on.
    if (source.trusted)
        return pass(validated.isTyped ? 'page' : 'server');
    const isSigned = token !== undefined && token !== null && config.identitySecrets.length > 0;
    if (!isSigned)
        return unsigned(validated, check);
    const claims = await check.verifyToken(token);
    if (!claims.ok)
        return refuse$1('invalid_identity', `context.identityToken: ${claims.reason}`);
    const stranger = findStranger(validated, { claims: claims.value, config });
    if (stranger)
        return refuse$1('invalid_identity', `context.identityToken: ${stranger}`);
    // A visit before the person is known: the token says nothing about whose browser it was.
    if (!namesSomebody(validated))
        return unsigned(validated, check);
    return pass(source.fields.protectedToo ? 'server' : 'signed');
}
function unsigned(validated, { config, source }) {
    if (source.signed && isAboutSomebody(validated, config)) {
        return refuse$1('unsigned_identity', 'context.identityToken: is missing; this source takes signed identities only');
    }
    return pass(source.fields.protectedToo ? 'server' : 'page');
}
/** Everything but what a visitor does who is not known: it would change a person's or a company's record. */
function isAboutSomebody(validated, config) {
    const { draft } = validated;
    switch (draft.type) {
        case 'identify':
        case 'group':
        case 'alias':
            return true;
        case 'track':
            return namesSomebody(validated) || actionsFor(draft.event, config).length > 0;
        case 'page':
        case 'screen':
            return namesSomebody(validated);
    }
}
function namesSomebody({ people }) {
    return people.userId !== undefined || people.emails.length > 0;
}
/** A token speaks for the ids it names and for no others. */
function findStranger(validated, { claims, config }) {
    const { draft, people } = validated;
    const isSigned = (id) => id === claims.sub || (claims.email !== undefined && toEmail(id) === claims.email);
    const isSignedAddress = (email) => isSigned(email) || toEmail(claims.sub) === email;
    if (!people.emails.every(isSignedAddress))
        return 'does not name the e-mail address of this event';
    if (people.userId !== undefined && !isSigned(people.userId))
        return 'does not name the userId of this event ("sub")';
    if (people.previousId !== undefined && !isSigned(people.previousId))
        return 'does not name the previousId of this event';
    const externalId = externalIdOf(validated, config);
    if (externalId !== undefined && !isSigned(externalId))
        return 'does not name the id in the traits of this event ("sub")';
    const introduces = draft.type === 'identify' || draft.type === 'group' || draft.type === 'alias';
    return introduces && !namesSomebody(validated)
        ? 'speaks for ids that this event does not have: send the userId or the e-mail address'
        : undefined;
}
/** What would become the contact's external id; asked of the code that would write it. */
function externalIdOf({ draft }, config) {
    if (draft.type !== 'identify')
        return undefined;
    const settings = { ...config, generation: config.domain.generation };
    const meaning = interpret(draft, settings, { provenance: 'signed' });
    const contact = meaning.changes.find((change) => change.object === 'contact');
    const id = contact?.fields['external_id'];
    return typeof id === 'string' ? id : undefined;
}

/**
 * Characters of the events of one request as they are stored, in one row. Times, ids and the browser's
 * name are added to them, and `1e20` is written out; a batch that grows to twice its size is made to.
 */
const MAX_STORED_BYTES = 2 * MAX_REQUEST_BYTES;
/** Admits each event on its own merits: a bad one never sinks its batch. */
async function admit({ events, excess }, gate) {
    const admitted = { accepted: [], rejected: [] };
    let room = MAX_STORED_BYTES;
    for (const [index, raw] of events.entries()) {
        const tooMuch = excess.get(index);
        const event = tooMuch
            ? refuse$1('too_large', `event: ${tooMuch}`)
            : within$1(room, await admitAlone(raw, gate));
        if (event.ok) {
            admitted.accepted.push({ ...event.value, index });
            room -= event.value.text.length;
        }
        else {
            admitted.firstRefusal ??= event.refusal;
            admitted.rejected.push({ index, ...messageIdOf(raw), reason: event.refusal.message });
        }
    }
    return admitted;
}
/** What we did not think of about one event must not have its whole request sent again and again. */
async function admitAlone(raw, gate) {
    try {
        return await admitEvent(raw, gate);
    }
    catch (error) {
        console.error(JSON.stringify({ event: 'event_not_read', error: nameError(error) }));
        return refuse$1('invalid_event', 'event: cannot be read; something in it is of an odd kind');
    }
}
async function admitEvent(raw, gate) {
    const { config, source, surroundings, hasGpc } = gate;
    const valid = validate(raw, config);
    if (!valid.ok)
        return refuse$1('invalid_event', valid.reason);
    const { draft } = valid.value;
    if (!source.events.has(draft.type)) {
        return refuse$1('event_type_not_allowed', `type: this write key may not send ${draft.type}`);
    }
    const refused = refusedPurpose(valid.value, { config, hasGpc });
    if (refused)
        return refuse$1('consent_refused', `context.consent: ${refused} was refused`);
    const provenance = await verifyIdentity(valid.value, gate);
    if (!provenance.ok)
        return provenance;
    const isJudged = provenance.value === 'page' && valid.value.people.email !== undefined;
    // The site's own server has looked at what it passes on.
    const flags = isJudged && !source.trusted ? await findFlags(valid.value, gate) : [];
    removeTraps(draft, config.leadQuality);
    const touch = touchOf(valid.value, provenance.value, config);
    const event = normalize(draft, surroundings);
    const isHeld = flags.some((flag) => config.leadQuality.hold.includes(flag));
    const { problems } = valid.value;
    const { fields } = source.fields;
    const isNobodys = isStrangers(valid.value, {
        provenance: provenance.value,
        actions: config.actions,
    });
    const group = isNobodys ? undefined : gate.group;
    const admission = {
        provenance: provenance.value,
        ...(fields && { fields }),
        ...(group !== undefined && { group }),
        ...(problems.length > 0 && { problems }),
        ...(isJudged && !isHeld && { judged: true }),
        ...(flags.length > 0 && { flags }),
        ...(isHeld && { held: true }),
    };
    writeFlags(event, flags, config);
    event.admission = admission;
    return write$2(event, touch);
}
async function findFlags(lead, { config, isHuman }) {
    const flags = flagLead(lead, config.leadQuality);
    const { email } = lead.people;
    if (!isHuman || email === undefined)
        return flags;
    return (await isHuman(turnstileTokenOf(lead.draft), email)) ? flags : [...flags, 'turnstile'];
}
/** The flags into the field that LEAD_QUALITY names, in place of what the caller wrote there in any spelling. */
function writeFlags(event, flags, { leadQuality: { field } }) {
    if (field === undefined || flags.length === 0 || event.type !== 'identify')
        return;
    const meant = fieldsNamed(field);
    for (const traits of [event.traits, event.context?.traits])
        for (const name of isObject$1(traits) ? Object.keys(traits) : [])
            if (isSameField(name, meant))
                delete traits?.[name];
    event.traits = { ...event.traits, [field]: flags.join(', ') };
}
function isSameField(name, meant) {
    return [name, `cf_${name}`].some((spelling) => fieldsNamed(spelling).some((field) => meant.includes(field)));
}
function within$1(room, event) {
    return event.ok && event.value.text.length > room
        ? refuse$1('too_large', 'event: the batch is too large as it is stored; send this one apart')
        : event;
}
function write$2(event, touch) {
    const text = JSON.stringify(event);
    return isLarger(text, MAX_EVENT_BYTES)
        ? refuse$1('too_large', `event: is larger than ${MAX_EVENT_BYTES / 1024} KB`)
        : pass({ text, messageId: event.messageId, touch });
}
/** UTF-16 units become one to three bytes each, so most texts need not be encoded to be measured. */
function isLarger(text, bytes) {
    if (text.length * 3 <= bytes)
        return false;
    return text.length > bytes || new TextEncoder().encode(text).byteLength > bytes;
}
function messageIdOf(raw) {
    const messageId = isObject$1(raw) ? raw['messageId'] : undefined;
    return typeof messageId === 'string' ? { messageId: messageId.slice(0, 256) } : {};
}

/** Names through which a careless copy would reach every object of the program. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);
/** Control characters, except those that text is laid out with, and halves of a character. */
const UNFIT = /[^\t\n\r\x20-\u{10ffff}]|\p{Cs}|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;
/**
 * The forbidden names; and characters that nobody sees and that copying from a web page leaves behind:
 * soft hyphens, zero-width blanks, marks of direction. The joiners stay, which names and emoji are
 * written with. In one pass, since half a megabyte may come.
 */
const SUSPICIOUS = /proto|constructor|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/;
/** Whether a body may hold any of this. Of the rest that is unfit, JSON and UTF-8 let nothing through but an escape. */
function isSuspicious(text) {
    return text.includes('\\') || SUSPICIOUS.test(text);
}
/** Cleans, in place, what was parsed for us and nobody else has; `guard` found it to be shallow. */
function cleanKeysAndTexts(value) {
    for (const [key, child] of Object.entries(value)) {
        if (FORBIDDEN_KEYS.has(key) || key.search(UNFIT) >= 0)
            Reflect.deleteProperty(value, key);
        else if (typeof child === 'object' && child !== null)
            cleanKeysAndTexts(child);
        else if (typeof child === 'string' && child.search(UNFIT) >= 0) {
            Reflect.set(value, key, child.replace(UNFIT, ''));
        }
    }
}

// Pure: text in, envelope out.
function openEnvelope({ text, excess }, kind) {
    let body;
    try {
        body = JSON.parse(text);
    }
    catch {
        return refuse$1('not_json', 'The body is not JSON.');
    }
    if (!isObject$1(body)) {
        return refuse$1('wrong_shape', 'The body must be a JSON object, {"batch": […]} or one event.');
    }
    if (isSuspicious(text))
        cleanKeysAndTexts(body);
    const events = kind === 'batch' ? body['batch'] : [{ ...body, type: kind }];
    if (!Array.isArray(events)) {
        return refuse$1('wrong_shape', '"batch" must be a list of events.');
    }
    const { writeKey, sentAt } = body;
    return pass({
        events,
        excess,
        ...(typeof writeKey === 'string' && { writeKey }),
        ...(typeof sentAt === 'string' && { sentAt }),
    });
}

// Pure: text in, text out.
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
/** `[` and `{` differ in this one bit, and so do `]` and `}`: with it set, one comparison does for both. */
const BRACE_BIT = 0x20;
const OPENING = 0x7b;
const CLOSING = 0x7d;
/**
 * Enforces the limits of events before anything is parsed: half a megabyte of brackets or of keys
 * costs `JSON.parse` tens of milliseconds, and this loop about one. It is a loop because a recursive
 * walk dies at a depth of 10,000, which `JSON.parse` accepts.
 *
 * One event that is too much is cut out, and its batch goes on.
 */
function guard(text, kind) {
    if (!/^\s*\{/.test(text)) {
        return refuse$1('wrong_shape', 'The body must be a JSON object, {"batch": […]} or one event.');
    }
    const found = kind === 'batch' ? survey(text, BATCHED_DEPTH) : survey(text, SINGLE_DEPTH);
    if (found.isOpen)
        return refuse$1('not_json', 'The body is not JSON: it ends too early.');
    if (found.events > MAX_BATCH_EVENTS) {
        return refuse$1('too_large', `A batch may hold ${MAX_BATCH_EVENTS} events; send the rest apart.`);
    }
    if (found.keys > MAX_KEYS)
        return refuse$1('too_large', `The body has more than ${MAX_KEYS} keys.`);
    const [first] = found.excess;
    if (kind !== 'batch' && first)
        return refuse$1('too_large', `event: ${first.what}`);
    return pass({
        text: cutOut(text, found.excess),
        excess: new Map(found.excess.map(({ index, what }) => [index, what])),
    });
}
/** The level on which an event opens: `{"batch":[{`, or the body itself. */
const BATCHED_DEPTH = 3;
const SINGLE_DEPTH = 1;
/** One pass over the body: counts, without understanding more than strings and nesting. */
function survey(text, eventDepth) {
    const found = { events: 0, keys: 0, excess: [], isOpen: false };
    let depth = 0;
    let index = 0;
    let event = { start: 0, keys: 0, deepest: 0 };
    for (let at = 0; at < text.length; at++) {
        const character = text.charCodeAt(at);
        const folded = character | BRACE_BIT;
        if (character === QUOTE)
            at = endOfString(text, at);
        else if (character === COLON) {
            if (depth < eventDepth)
                found.keys++;
            else
                event.keys++;
        }
        else if (character === COMMA && depth === eventDepth - 1) {
            index++;
            found.events = Math.max(found.events, index + 1);
            if (found.events > MAX_BATCH_EVENTS)
                return found;
        }
        else if (folded === OPENING) {
            depth++;
            if (depth === eventDepth - 1)
                index = 0;
            if (depth === eventDepth)
                event = { start: at, keys: 0, deepest: depth };
            event.deepest = Math.max(event.deepest, depth);
        }
        else if (folded === CLOSING && --depth === eventDepth - 1) {
            const end = at + 1;
            const size = {
                keys: event.keys,
                levels: event.deepest - depth,
                characters: end - event.start,
            };
            const what = excessOf(size);
            if (what)
                found.excess.push({ index, what, start: event.start, end });
        }
    }
    found.isOpen = depth > 0;
    return found;
}
/** The bytes are counted exactly when the event is written, in `admit.ts`; they are never fewer. */
function excessOf(size) {
    if (size.levels > MAX_DEPTH)
        return `is nested deeper than ${MAX_DEPTH} levels`;
    if (size.keys > MAX_KEYS)
        return `has more than ${MAX_KEYS} keys`;
    if (size.characters > MAX_EVENT_BYTES)
        return `is larger than ${MAX_EVENT_BYTES / 1024} KB`;
    return undefined;
}
function cutOut(text, excess) {
    let kept = '';
    let from = 0;
    for (const { start, end } of excess) {
        kept += `${text.slice(from, start)}null`;
        from = end;
    }
    return kept + text.slice(from);
}
/** Position of the closing quote; the end of the text when there is none. */
function endOfString(text, start) {
    let end = start;
    do
        end = text.indexOf('"', end + 1);
    while (end >= 0 && isEscaped(text, end));
    return end < 0 ? text.length : end;
}
function isEscaped(text, at) {
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH)
        backslashes++;
    return backslashes % 2 === 1;
}

const encoder = new TextEncoder(), decoder = new TextDecoder(), strictDecoder = new TextDecoder("utf-8", { fatal: true });
function concat(...buffers) {
  const size = buffers.reduce((acc, { length }) => acc + length, 0), buf = new Uint8Array(size);
  let i = 0;
  for (const buffer of buffers)
    buf.set(buffer, i), i += buffer.length;
  return buf;
}
const NON_ASCII = /[^\x00-\x7f]/;
function encode(string) {
  if (typeof string == "string" && string.length >= 128) {
    if (NON_ASCII.test(string))
      throw new TypeError("non-ASCII string encountered in encode()");
    return encoder.encode(string);
  }
  const bytes = new Uint8Array(string.length);
  for (let i = 0; i < string.length; i++) {
    const code = string.charCodeAt(i);
    if (code > 127)
      throw new TypeError("non-ASCII string encountered in encode()");
    bytes[i] = code;
  }
  return bytes;
}
function decodeBase64(encoded, url = false) {
  if (Uint8Array.fromBase64)
    return Uint8Array.fromBase64(encoded, { alphabet: url ? "base64url" : "base64" });
  if (url) {
    if (encoded.includes("+") || encoded.includes("/"))
      throw new TypeError("Invalid base64url");
    encoded = encoded.replace(/-/g, "+").replace(/_/g, "/");
  }
  const binary = atob(encoded), bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++)
    bytes[i] = binary.charCodeAt(i);
  return bytes;
}

class JOSEError extends Error {
  static code = "ERR_JOSE_GENERIC";
  code = "ERR_JOSE_GENERIC";
  constructor(message, options) {
    super(message, options), this.name = this.constructor.name, Error.captureStackTrace?.(this, this.constructor);
  }
}
class JWTClaimValidationFailed extends JOSEError {
  static code = "ERR_JWT_CLAIM_VALIDATION_FAILED";
  code = "ERR_JWT_CLAIM_VALIDATION_FAILED";
  claim;
  reason;
  payload;
  constructor(message, payload, claim = "unspecified", reason = "unspecified") {
    super(message, { cause: { claim, reason, payload } }), this.claim = claim, this.reason = reason, this.payload = payload;
  }
}
class JWTExpired extends JOSEError {
  static code = "ERR_JWT_EXPIRED";
  code = "ERR_JWT_EXPIRED";
  claim;
  reason;
  payload;
  constructor(message, payload, claim = "unspecified", reason = "unspecified") {
    super(message, { cause: { claim, reason, payload } }), this.claim = claim, this.reason = reason, this.payload = payload;
  }
}
class JOSEAlgNotAllowed extends JOSEError {
  static code = "ERR_JOSE_ALG_NOT_ALLOWED";
  code = "ERR_JOSE_ALG_NOT_ALLOWED";
}
class JOSENotSupported extends JOSEError {
  static code = "ERR_JOSE_NOT_SUPPORTED";
  code = "ERR_JOSE_NOT_SUPPORTED";
}
class JWSInvalid extends JOSEError {
  static code = "ERR_JWS_INVALID";
  code = "ERR_JWS_INVALID";
}
class JWTInvalid extends JOSEError {
  static code = "ERR_JWT_INVALID";
  code = "ERR_JWT_INVALID";
}
class JWSSignatureVerificationFailed extends JOSEError {
  static code = "ERR_JWS_SIGNATURE_VERIFICATION_FAILED";
  code = "ERR_JWS_SIGNATURE_VERIFICATION_FAILED";
  constructor(message = "signature verification failed", options) {
    super(message, options);
  }
}

const invalid = "The input to be decoded is not correctly encoded.";
function decode$1(input) {
  try {
    return decodeBase64(typeof input == "string" ? input : decoder.decode(input), !0);
  } catch (cause) {
    throw new TypeError(invalid, { cause });
  }
}

function isObject(input) {
  if (typeof input != "object" || input === null || Object.prototype.toString.call(input) !== "[object Object]")
    return false;
  const prototype = Object.getPrototypeOf(input);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
function isDisjoint(...headers) {
  const parameters = /* @__PURE__ */ new Set();
  for (const header of headers)
    if (header)
      for (const parameter of Object.keys(header)) {
        if (parameters.has(parameter))
          return false;
        parameters.add(parameter);
      }
  return true;
}
function decodeBase64url(value, label, ErrorClass) {
  try {
    return decode$1(value);
  } catch (cause) {
    throw new ErrorClass(`Failed to base64url decode the ${label}`, { cause });
  }
}
function encodeAsciiMember(value, label, ErrorClass) {
  try {
    return encode(value);
  } catch (cause) {
    throw new ErrorClass(`The ${label} is not a valid base64url string`, { cause });
  }
}
function parseJoseHeader(encodedProtectedHeader, ErrorClass, message) {
  let parsed;
  try {
    parsed = JSON.parse(strictDecoder.decode(decode$1(encodedProtectedHeader)));
  } catch (cause) {
    throw new ErrorClass(message, { cause });
  }
  if (!isObject(parsed))
    throw new ErrorClass(message);
  return parsed;
}
const JWS_RECOGNIZED = { __proto__: null, b64: true };
function validateAlgorithms(option, algorithms) {
  if (algorithms !== void 0 && (!Array.isArray(algorithms) || algorithms.some((s) => typeof s != "string")))
    throw new TypeError(`"${option}" option must be an array of strings`);
  return algorithms === void 0 ? void 0 : new Set(algorithms);
}
function validateCrit(Err, recognizedDefault, recognizedOption, protectedHeader, joseHeader) {
  if (joseHeader.crit !== void 0 && protectedHeader?.crit === void 0)
    throw new Err('"crit" (Critical) Header Parameter MUST be integrity protected');
  if (!protectedHeader || protectedHeader.crit === void 0)
    return [];
  if (!Array.isArray(protectedHeader.crit) || protectedHeader.crit.length === 0 || protectedHeader.crit.some((input) => typeof input != "string" || input.length === 0))
    throw new Err('"crit" (Critical) Header Parameter MUST be an array of non-empty strings when present');
  const recognized = recognizedOption === void 0 ? recognizedDefault : { __proto__: null, ...recognizedOption, ...recognizedDefault };
  for (const parameter of protectedHeader.crit) {
    if (!(parameter in recognized))
      throw new JOSENotSupported(`Extension Header Parameter "${parameter}" is not recognized`);
    if (!Object.hasOwn(joseHeader, parameter) || joseHeader[parameter] === void 0)
      throw new Err(`Extension Header Parameter "${parameter}" is missing`);
    if (recognized[parameter] && (!Object.hasOwn(protectedHeader, parameter) || protectedHeader[parameter] === void 0))
      throw new Err(`Extension Header Parameter "${parameter}" MUST be integrity protected`);
  }
  return protectedHeader.crit;
}
function validateB64(protectedHeader, extensions) {
  if (extensions.includes("b64")) {
    const b64 = protectedHeader.b64;
    if (typeof b64 != "boolean")
      throw new JWSInvalid('The "b64" (base64url-encode payload) Header Parameter must be a boolean');
    return b64;
  }
  return true;
}

const tag = (key) => key[Symbol.toStringTag], jwkMatchesOp = (entry, key, usage) => {
  const { alg } = entry;
  if (key.use !== void 0) {
    const expected = "sig" ;
    if (key.use !== expected)
      throw new TypeError(`Invalid key for this operation, its "use" must be "${expected}" when present`);
  }
  if (key.kty === "AKP" && key.alg === void 0)
    throw new TypeError('missing "alg" (Algorithm) Parameter value');
  if (key.alg !== void 0 && key.alg !== alg)
    throw new TypeError(`Invalid key for this operation, its "alg" must be "${alg}" when present`);
  if (Array.isArray(key.key_ops)) {
    const expectedKeyOp = usage;
    if (!key.key_ops.includes(expectedKeyOp))
      throw new TypeError(`Invalid key for this operation, its "key_ops" must include "${expectedKeyOp}" when present`);
  }
};
async function prepareKey(entry, key, usage) {
  const { alg, secret } = entry;
  if (secret && key instanceof Uint8Array)
    return key;
  let normalized, keyObject;
  if (isObject(key)) {
    if (normalized = normalizeJwk(key), typeof normalized.kty != "string")
      throw invalidKeyType(alg, key, secret);
    if (!(secret ? normalized.kty === "oct" && typeof normalized.k == "string" : normalized.kty !== "oct" && (normalized.d === void 0 && normalized.priv === void 0)))
      throw new TypeError(secret ? 'JSON Web Key for symmetric algorithms must have JWK "kty" (Key Type) equal to "oct" and the JWK "k" (Key Value) present' : `JSON Web Key for this operation must be a ${"public"} JWK`);
    if (jwkMatchesOp(entry, normalized, usage), normalized.kty === "oct")
      return decode$1(normalized.k);
    if (!Object.isFrozen(key)) {
      const { key_ops } = key;
      Array.isArray(key_ops) && Object.freeze(key_ops), Object.freeze(key);
    }
  } else {
    if (!isKeyLike(key))
      throw invalidKeyType(alg, key, secret);
    const expectedType = secret ? "secret" : "public";
    if (key.type !== expectedType && (secret || ["secret", "public", "private"].includes(key.type)))
      throw new TypeError(`${tag(key)} instances must be of type "${expectedType}" for the ${alg} algorithm`);
    if (isCryptoKey(key))
      return key;
    if (keyObject = key, keyObject.type === "secret")
      return keyObject.export();
  }
  cache ||= /* @__PURE__ */ new WeakMap();
  const cacheKey = key;
  let cached = cache.get(cacheKey);
  if (cached?.[alg])
    return cached[alg];
  if (cached || cache.set(cacheKey, cached = {}), keyObject && typeof keyObject.toCryptoKey == "function") {
    const isPublic = keyObject.type === "public", crv = nist[keyObject.asymmetricKeyDetails?.namedCurve], params = entry.resolve?.({ crv, asymmetricKeyType: keyObject.asymmetricKeyType }) ?? entry.subtle;
    return cached[alg] = keyObject.toCryptoKey(params, isPublic, entry.usages[isPublic ? 0 : 1]);
  }
  return normalized ??= keyObject.export({ format: "jwk" }), normalized.alg = alg, cached[alg] = await jwkToKey(entry, normalized);
}
let cache;
const nist = {
  __proto__: null,
  prime256v1: "P-256",
  secp384r1: "P-384",
  secp521r1: "P-521"
};
const isCryptoKey = (key) => {
  if (key?.[Symbol.toStringTag] === "CryptoKey")
    return true;
  try {
    return key instanceof CryptoKey;
  } catch {
    return false;
  }
}, isKeyObject = (key) => key?.[Symbol.toStringTag] === "KeyObject", isKeyLike = (key) => isCryptoKey(key) || isKeyObject(key);
function message(msg, actual, ...types) {
  if (types.length > 2) {
    const last = types.pop();
    msg += `one of type ${types.join(", ")}, or ${last}.`;
  } else types.length === 2 ? msg += `one of type ${types[0]} or ${types[1]}.` : msg += `of type ${types[0]}.`;
  return actual == null ? msg += ` Received ${actual}` : typeof actual == "function" && actual.name ? msg += ` Received function ${actual.name}` : typeof actual == "object" && actual != null && actual.constructor?.name && (msg += ` Received an instance of ${actual.constructor.name}`), msg;
}
function invalidKeyType(alg, actual, secret) {
  const types = ["CryptoKey", "KeyObject", "JSON Web Key"];
  return secret && types.push("Uint8Array"), new TypeError(message(`Key for the ${alg} algorithm must be `, actual, ...types));
}
const unusable = (name, prop = "algorithm.name") => new TypeError(`CryptoKey does not support this operation, its ${prop} must be ${name}`);
function checkUsage(key, usage) {
  if (!key.usages.includes(usage))
    throw new TypeError(`CryptoKey does not support this operation, its usages must include ${usage}.`);
}
function checkModulusLength(alg, key) {
  const { modulusLength } = key.algorithm;
  if (typeof modulusLength != "number" || modulusLength < 2048)
    throw new TypeError(`${alg} requires key modulusLength to be 2048 bits or larger`);
}
function checkCryptoKey(key, expected, usage) {
  const algorithm = key.algorithm;
  if (algorithm.name !== expected.name)
    throw unusable(expected.name);
  if (expected.hash && algorithm.hash?.name !== expected.hash)
    throw unusable(expected.hash, "algorithm.hash");
  if (expected.namedCurve && algorithm.namedCurve !== expected.namedCurve)
    throw unusable(expected.namedCurve, "algorithm.namedCurve");
  if (expected.length !== void 0 && algorithm.length !== expected.length)
    throw unusable(expected.length, "algorithm.length");
  checkUsage(key, usage);
}
function snapshotJwk(jwk) {
  return { __proto__: null, ...jwk };
}
function normalizeJwk(jwk) {
  const normalized = snapshotJwk(jwk);
  if (normalized.ext !== void 0 && typeof normalized.ext != "boolean")
    throw new TypeError('"ext" (Extractable) Parameter must be a boolean');
  if (normalized.key_ops !== void 0) {
    const value = normalized.key_ops, keyOps = Array.isArray(value) ? [...value] : void 0;
    if (!keyOps || keyOps.some((operation) => typeof operation != "string") || new Set(keyOps).size !== keyOps.length)
      throw new TypeError('"key_ops" (Key Operations) Parameter must be an array of unique strings');
    normalized.key_ops = keyOps;
  }
  return normalized;
}
async function jwkToKey(entry, jwk, extractable) {
  if (!entry.kty.includes(jwk.kty))
    throw new JOSENotSupported('Invalid or unsupported JWK "alg" (Algorithm) Parameter value');
  const algorithm = entry.resolve?.({ kty: jwk.kty, crv: jwk.crv }) ?? entry.subtle, isPrivate = !!(jwk.d || jwk.priv), keyData = { ...jwk, ext: jwk.ext };
  return keyData.kty !== "AKP" && delete keyData.alg, delete keyData.use, crypto.subtle.importKey("jwk", keyData, algorithm, keyData.ext ?? !isPrivate, jwk.key_ops ?? entry.usages[isPrivate ? 1 : 0]);
}
async function rawKey(key, expected, usage, extractable = false) {
  return key instanceof Uint8Array && (key = await crypto.subtle.importKey("raw", key, expected, extractable, [usage])), checkCryptoKey(key, expected, usage), key;
}

function table(entries) {
  const out = { __proto__: null };
  for (const alg in entries)
    out[alg] = { ...entries[alg], alg };
  return out;
}

const sig = [["verify"], ["sign"]];
function hmac(bits) {
  const subtle = { name: "HMAC", hash: `SHA-${bits}` };
  return { kty: ["oct"], secret: true, subtle, signing: subtle, usages: sig };
}
function rsa(bits, saltLength) {
  const subtle = { name: saltLength ? "RSA-PSS" : "RSASSA-PKCS1-v1_5", hash: `SHA-${bits}` };
  return {
    kty: ["RSA"],
    subtle,
    signing: saltLength ? { ...subtle, saltLength } : subtle,
    usages: sig,
    minRsaBits: 2048
  };
}
function ecdsa(crv, bits) {
  return {
    kty: ["EC"],
    crv,
    subtle: { name: "ECDSA", namedCurve: crv },
    signing: { name: "ECDSA", hash: `SHA-${bits}` },
    usages: sig
  };
}
function eddsa() {
  const subtle = { name: "Ed25519" };
  return {
    kty: ["OKP"],
    crv: "Ed25519",
    subtle,
    signing: subtle,
    usages: sig
  };
}
function mldsa(parameterSet) {
  const subtle = { name: `ML-DSA-${parameterSet}` };
  return {
    kty: ["AKP"],
    subtle,
    signing: subtle,
    usages: sig
  };
}
const JWS = table({
  HS256: hmac(256),
  HS384: hmac(384),
  HS512: hmac(512),
  RS256: rsa(256),
  RS384: rsa(384),
  RS512: rsa(512),
  PS256: rsa(256, 32),
  PS384: rsa(384, 48),
  PS512: rsa(512, 64),
  ES256: ecdsa("P-256", 256),
  ES384: ecdsa("P-384", 384),
  ES512: ecdsa("P-521", 512),
  EdDSA: eddsa(),
  Ed25519: eddsa(),
  "ML-DSA-44": mldsa(44),
  "ML-DSA-65": mldsa(65),
  "ML-DSA-87": mldsa(87)
});
function jwsAlgorithm(alg) {
  const entry = typeof alg == "string" ? JWS[alg] : void 0;
  if (!entry)
    throw new JOSENotSupported(`alg ${alg} is not supported either by JOSE or your javascript runtime`);
  return entry;
}

function prepareVerify(options) {
  return [options && validateAlgorithms("algorithms", options.algorithms), options?.crit];
}
function parseProtectedHeader(encodedProtectedHeader) {
  return encodedProtectedHeader === void 0 ? {} : parseJoseHeader(encodedProtectedHeader, JWSInvalid, "JWS Protected Header is invalid");
}
function encodeCompactUnencodedPayload(payload) {
  try {
    return encode(payload);
  } catch (cause) {
    throw new JWSInvalid("JWS Compact Serialization payload must use only ASCII characters", {
      cause
    });
  }
}
async function verifySignature(jws, shared, key, encodeUnencodedPayload, parsedProtected) {
  const { protected: encodedProtectedHeader, header, payload: inputPayload } = jws, protectedHeader = parseProtectedHeader(encodedProtectedHeader);
  if (!isDisjoint(protectedHeader, header))
    throw new JWSInvalid("JWS Protected and JWS Unprotected Header Parameter names must be disjoint");
  const joseHeader = { ...protectedHeader, ...header }, b64 = validateB64(protectedHeader, validateCrit(JWSInvalid, JWS_RECOGNIZED, shared[1], protectedHeader, joseHeader)), { alg } = joseHeader;
  if (typeof alg != "string" || !alg)
    throw new JWSInvalid('JWS "alg" (Algorithm) Header Parameter missing or invalid');
  if (shared[0] && !shared[0].has(alg))
    throw new JOSEAlgNotAllowed('"alg" (Algorithm) Header Parameter value not allowed');
  if (b64) {
    if (typeof inputPayload != "string")
      throw new JWSInvalid("JWS Payload must be a string");
  } else if (typeof inputPayload != "string" && !(inputPayload instanceof Uint8Array))
    throw new JWSInvalid("JWS Payload must be a string or an Uint8Array instance");
  const signingPayload = b64 || typeof inputPayload != "string" ? inputPayload : encodeUnencodedPayload(inputPayload);
  let resolvedKey = false;
  typeof key == "function" && (key = await key(protectedHeader, jws), resolvedKey = true);
  const entry = jwsAlgorithm(alg), signingInput = concat(encodedProtectedHeader !== void 0 ? encode(encodedProtectedHeader) : new Uint8Array(), encode("."), typeof signingPayload == "string" ? shared[2] ??= encodeAsciiMember(signingPayload, "payload", JWSInvalid) : signingPayload), signature = decodeBase64url(jws.signature, "signature", JWSInvalid), verificationKey = await prepareKey(entry, key, "verify"), cryptoKey = await rawKey(verificationKey, entry.subtle, "verify");
  entry.minRsaBits && checkModulusLength(entry.alg, cryptoKey);
  let verified = false;
  try {
    verified = await crypto.subtle.verify(entry.signing, cryptoKey, signature, signingInput);
  } catch (cause) {
    throw new JWSSignatureVerificationFailed(void 0, { cause });
  }
  if (!verified)
    throw new JWSSignatureVerificationFailed();
  const result = { payload: typeof signingPayload == "string" ? decodeBase64url(signingPayload, "payload", JWSInvalid) : signingPayload };
  return encodedProtectedHeader !== void 0 && (result.protectedHeader = protectedHeader), header !== void 0 && (result.unprotectedHeader = header), resolvedKey ? [{ ...result, key: verificationKey }, b64] : [result, b64];
}
async function verifyCompact(jws, shared, key) {
  if (jws instanceof Uint8Array && (jws = decoder.decode(jws)), typeof jws != "string")
    throw new JWSInvalid("Compact JWS must be a string or Uint8Array");
  const { 0: protectedHeader, 1: payload, 2: signature, length } = jws.split(".");
  if (length !== 3)
    throw new JWSInvalid("Invalid Compact JWS");
  return verifySignature({ payload, protected: protectedHeader, signature }, shared, key, encodeCompactUnencodedPayload);
}

const epoch = (date) => Math.floor(date.getTime() / 1e3), multipliers = {
  s: 1,
  m: 60,
  h: 3600,
  d: 86400,
  w: 604800,
  y: 31557600
}, REGEX = /^(\+|\-)? ?(\d+|\d+\.\d+) ?(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|years?|yrs?|y)(?: (ago|from now))?$/i, checkFailed = "check_failed";
function invalidDuration() {
  throw new TypeError("Invalid time period format");
}
function secs(str) {
  typeof str != "string" && invalidDuration();
  const matched = REGEX.exec(str);
  (!matched || matched[4] && matched[1]) && invalidDuration();
  const value = parseFloat(matched[2]), durationSeconds = Math.round(value * multipliers[matched[3][0].toLowerCase()]);
  return Number.isFinite(durationSeconds) || invalidDuration(), matched[1] === "-" || matched[4]?.toLowerCase() === "ago" ? -durationSeconds : durationSeconds;
}
function validateInput(label, input) {
  if (!Number.isFinite(input))
    throw new TypeError(`Invalid ${label} input`);
  return input;
}
const normalizeTyp = (value) => {
  const normalized = value.toLowerCase();
  return value.includes("/") ? normalized : `application/${normalized}`;
}, checkAudiencePresence = (audPayload, audOption) => typeof audPayload == "string" ? audOption.includes(audPayload) : Array.isArray(audPayload) ? audOption.some((aud) => audPayload.includes(aud)) : false;
function validateNumericDate(claimsSet, claim, required = false) {
  const value = claimsSet[claim];
  if (!(value === void 0 && !required)) {
    if (typeof value != "number")
      throw new JWTClaimValidationFailed(`"${claim}" claim must be a number`, claimsSet, claim, "invalid");
    return value;
  }
}
function unexpectedClaim(claimsSet, claim) {
  throw new JWTClaimValidationFailed(`unexpected "${claim}" claim value`, claimsSet, claim, checkFailed);
}
function validateClaimsSet(protectedHeader, claimsSetBytes, options = {}) {
  let claimsSet;
  try {
    claimsSet = JSON.parse(strictDecoder.decode(claimsSetBytes));
  } catch (cause) {
    throw new JWTInvalid("JWT Claims Set must be a top-level JSON object", { cause });
  }
  if (!isObject(claimsSet))
    throw new JWTInvalid("JWT Claims Set must be a top-level JSON object");
  const { typ } = options;
  if (typ !== void 0 && (typeof protectedHeader.typ != "string" || normalizeTyp(protectedHeader.typ) !== normalizeTyp(typ)))
    throw new JWTClaimValidationFailed('unexpected "typ" JWT header value', claimsSet, "typ", checkFailed);
  const { requiredClaims = [], issuer, subject, audience, maxTokenAge } = options, presenceCheck = [...requiredClaims];
  maxTokenAge !== void 0 && presenceCheck.push("iat"), audience !== void 0 && presenceCheck.push("aud"), subject !== void 0 && presenceCheck.push("sub"), issuer !== void 0 && presenceCheck.push("iss");
  for (const claim of new Set(presenceCheck.reverse()))
    if (!Object.hasOwn(claimsSet, claim))
      throw new JWTClaimValidationFailed(`missing required "${claim}" claim`, claimsSet, claim, "missing");
  issuer !== void 0 && !(Array.isArray(issuer) ? issuer : [issuer]).includes(claimsSet.iss) && unexpectedClaim(claimsSet, "iss"), subject !== void 0 && claimsSet.sub !== subject && unexpectedClaim(claimsSet, "sub"), audience !== void 0 && !checkAudiencePresence(claimsSet.aud, typeof audience == "string" ? [audience] : audience) && unexpectedClaim(claimsSet, "aud");
  const { clockTolerance } = options;
  let tolerance = 0;
  if (typeof clockTolerance == "string")
    tolerance = secs(clockTolerance);
  else if (clockTolerance !== void 0) {
    if (typeof clockTolerance != "number")
      throw new TypeError("Invalid clockTolerance option type");
    tolerance = clockTolerance;
  }
  if (validateInput("clockTolerance option", tolerance), tolerance < 0)
    throw new TypeError("Invalid clockTolerance option input");
  const { currentDate } = options, now = validateInput("currentDate option", epoch(currentDate === void 0 ? /* @__PURE__ */ new Date() : currentDate)), iat = validateNumericDate(claimsSet, "iat", maxTokenAge !== void 0), nbf = validateNumericDate(claimsSet, "nbf");
  if (nbf !== void 0 && nbf > now + tolerance)
    throw new JWTClaimValidationFailed('"nbf" claim timestamp check failed', claimsSet, "nbf", checkFailed);
  const exp = validateNumericDate(claimsSet, "exp");
  if (exp !== void 0 && exp <= now - tolerance)
    throw new JWTExpired('"exp" claim timestamp check failed', claimsSet, "exp", checkFailed);
  if (maxTokenAge !== void 0) {
    const age = now - iat, max = validateInput("maxTokenAge option", typeof maxTokenAge == "number" ? maxTokenAge : secs(maxTokenAge));
    if (max < 0)
      throw new TypeError("Invalid maxTokenAge option input");
    if (age - tolerance > max)
      throw new JWTExpired('"iat" claim timestamp check failed (too far in the past)', claimsSet, "iat", checkFailed);
    if (age < -tolerance)
      throw new JWTClaimValidationFailed('"iat" claim timestamp check failed (it should be in the past)', claimsSet, "iat", checkFailed);
  }
  return claimsSet;
}

async function jwtVerify(jwt, key, options) {
  const [verified, b64] = await verifyCompact(jwt, prepareVerify(options), key);
  if (!b64)
    throw new JWTInvalid("JWTs MUST NOT use unencoded payload");
  const payload = validateClaimsSet(verified.protectedHeader, verified.payload, options);
  return { ...verified, payload };
}

function decodeProtectedHeader(token) {
  let encodedProtectedHeader;
  if (typeof token == "string") {
    const parts = token.split(".");
    (parts.length === 3 || parts.length === 5) && ([encodedProtectedHeader] = parts);
  } else if (typeof token == "object" && token)
    if ("protected" in token)
      encodedProtectedHeader = token.protected;
    else
      throw new TypeError("Token does not contain a Protected Header");
  const invalid = "Invalid Token or Protected Header formatting";
  if (typeof encodedProtectedHeader != "string" || !encodedProtectedHeader)
    throw new TypeError(invalid);
  return parseJoseHeader(encodedProtectedHeader, TypeError, invalid);
}

/** Far above what a token with these claims needs. */
const MAX_TOKEN_CHARACTERS$1 = 4096;
/** Clocks of two servers are this far apart at most. */
const LEEWAY_SECONDS = 60;
/** As long as a browser keeps an event; a token for ever could never be taken back. */
const MAX_LIFE_SECONDS = 31 * 24 * 3600;
/** A page has one token, and another after a renewal. More different ones in a request are an attack on our CPU. */
const MAX_TOKENS_PER_REQUEST = 5;
const NOT_A_JWT = fail('is not a JWT');
/** Checks the tokens of one request, each once, however many events carry it. */
function createIdentityTokenVerifier(check) {
    const results = new Map();
    return async (token) => {
        if (typeof token !== 'string' || token.length > MAX_TOKEN_CHARACTERS$1)
            return NOT_A_JWT;
        const known = results.get(token);
        if (known)
            return known;
        if (results.size >= MAX_TOKENS_PER_REQUEST) {
            return fail(`is one too many: send at most ${MAX_TOKENS_PER_REQUEST} in one request`);
        }
        const result = verifyToken(token, check);
        results.set(token, result);
        return result;
    };
}
/**
 * Reads a signed identity: a JWT, HS256 and nothing else, with `exp` and at least one of `sub` and
 * `email`. Two secrets may be valid at a time. https://www.rfc-editor.org/rfc/rfc7519
 */
async function verifyToken(token, check) {
    try {
        const { alg, crit } = decodeProtectedHeader(token);
        if (alg !== 'HS256' || crit !== undefined)
            return fail('must be signed with HS256');
    }
    catch {
        return NOT_A_JWT;
    }
    for (const secret of check.secrets) {
        try {
            const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
                algorithms: ['HS256'],
                clockTolerance: LEEWAY_SECONDS,
                currentDate: new Date(check.now),
                requiredClaims: ['exp'],
            });
            return readClaims(payload, check);
        }
        catch (error) {
            if (!(error instanceof JWSSignatureVerificationFailed))
                return fail(reasonOf$1(error));
        }
    }
    return fail('has a signature that does not match IDENTITY_SECRET');
}
function reasonOf$1(error) {
    if (error instanceof JWTExpired)
        return 'has expired; fetch a new one';
    const claim = error instanceof JWTClaimValidationFailed ? error.claim : undefined;
    if (claim === 'exp')
        return 'must say when it ends: "exp", in seconds';
    if (claim === 'nbf')
        return 'is not valid yet ("nbf")';
    return NOT_A_JWT.reason;
}
function readClaims({ exp, aud, sub, email }, check) {
    if ((exp ?? 0) > check.now / 1000 + MAX_LIFE_SECONDS + LEEWAY_SECONDS) {
        return fail('ends too late ("exp"): a token may live for 31 days');
    }
    if (aud === undefined && check.isAudienceRequired) {
        return fail(`must say which source it is for: "aud": ${JSON.stringify(check.audiences[0])}`);
    }
    if (aud !== undefined && ![aud].flat().some((name) => check.audiences.includes(name))) {
        return fail('is meant for another source ("aud")');
    }
    const address = toEmail(email);
    const claims = {
        ...(typeof sub === 'string' && sub !== '' && { sub }),
        ...(address !== undefined && { email: address }),
    };
    return claims.sub || claims.email
        ? succeed(claims)
        : fail('must name "sub" (the userId) or "email"');
}

/** A body that takes longer is an attack or a dead line; libraries send again after a 408. */
const READ_TIMEOUT_MS = 20_000;
/** Reads a body as text: never more than the limit, neither as sent nor inflated. */
async function readBody(request) {
    const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
    if (encoding !== 'identity' && encoding !== 'gzip') {
        return refuse$1('unsupported_encoding', 'Content-Encoding must be gzip, or absent.');
    }
    if (Number(request.headers.get('content-length')) > MAX_REQUEST_BYTES)
        return tooLarge();
    if (request.body === null)
        return refuse$1('not_json', 'The body is empty; send a JSON object.');
    try {
        const bytes = await beforeTimeout(readBytes(request, request.body, encoding));
        if (bytes === undefined)
            return refuse$1('too_slow', 'The body took too long; send it again.');
        return bytes.byteLength > MAX_REQUEST_BYTES ? tooLarge() : decode(bytes);
    }
    catch {
        return refuse$1('bad_encoding', 'The body ended early, or is not the gzip it claims to be.');
    }
}
/**
 * What a Content-Length announces is what arrives: the runtime cuts a longer body and ignores the
 * header beside `Transfer-Encoding`. Everything else is counted while it is read.
 */
function readBytes(request, body, encoding) {
    if (encoding === 'gzip')
        return readCounted(body.pipeThrough(new DecompressionStream('gzip')));
    return request.headers.has('content-length') ? request.arrayBuffer() : readCounted(body);
}
/** Stops as soon as it is too much. */
async function readCounted(body) {
    const chunks = [];
    let size = 0;
    for await (const chunk of body) {
        chunks.push(chunk);
        size += chunk.byteLength;
        if (size > MAX_REQUEST_BYTES)
            break;
    }
    return new Blob(chunks).arrayBuffer();
}
async function beforeTimeout(reading) {
    let timer;
    const timeout = new Promise((resolve) => {
        timer = setTimeout(() => resolve(undefined), READ_TIMEOUT_MS);
    });
    try {
        return await Promise.race([reading, timeout]);
    }
    finally {
        if (timer !== undefined)
            clearTimeout(timer);
    }
}
const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
/** Invalid UTF-8 is refused rather than patched up: a lead with broken letters helps nobody. */
function decode(bytes) {
    try {
        return pass(UTF_8.decode(bytes));
    }
    catch {
        return refuse$1('not_json', 'The body is not UTF-8.');
    }
}
function tooLarge() {
    return refuse$1('too_large', `A request may have ${MAX_REQUEST_BYTES / 1024} KB; send fewer events.`);
}

/** The SDK's cookie: the person's ids, percent-encoded. */
const COOKIE = /(?:^|;\s*)(fse=[\w.~%!*'()-]{1,1000})(?:;|$)/;
/** The longest that browsers keep a cookie. */
const MAX_AGE_SECONDS = 400 * 24 * 3600;
/**
 * Sets the SDK's id cookie once more, as it is: Safari keeps a cookie for a week when a script set
 * it, and until its end when a server of the same site did. Intentionally not HttpOnly, since it is
 * the SDK's own and the SDK reads it.
 */
function renewCookie(request, { cookieDomain }) {
    if (cookieDomain === undefined)
        return {};
    const [, cookie] = COOKIE.exec(request.headers.get('cookie') ?? '') ?? [];
    if (cookie === undefined)
        return {};
    const attributes = `Domain=${cookieDomain}; Path=/; Max-Age=${MAX_AGE_SECONDS}; SameSite=Lax; Secure`;
    return { 'set-cookie': `${cookie}; ${attributes}` };
}

/** A sign-up is two events; nobody reads more in a page. */
const MOST_EVENTS$1 = 20;
/**
 * Answers a page with what its own events would write. Intentionally nothing else: whoever reads the key
 * in the page may ask, and must not learn who is known here, nor what the operator wrote into EVENTS.
 */
function reportTest(accepted, config) {
    const settings = { ...config, generation: config.domain.generation };
    const planned = accepted.slice(0, MOST_EVENTS$1).map(({ text }) => {
        const event = JSON.parse(text);
        const { changes, problems, withheld, people } = interpret(event, settings, wordOf(event));
        const isMapped = event.type === 'track';
        return {
            messageId: event.messageId,
            writes: changes.map((change) => writeOf(change, { email: people.email, isMapped })),
            problems: [...problems, ...withheld].map(told),
        };
    });
    return { planned, more: accepted.length - planned.length };
}
/** The operator's words stand in what `EVENTS` does; of that only the names are told. */
function writeOf(change, { email, isMapped }) {
    const { object: record, ...said } = change;
    switch (change.object) {
        case 'contact': {
            const fields = { ...change.fields, ...change.custom };
            return { record, fields: isMapped ? {} : { ...(email && { emails: email }), ...fields } };
        }
        case 'account':
            return { record, fields: { name: change.name, ...change.fields, ...change.custom } };
        case 'deal':
            return {
                record,
                fields: isMapped ? {} : { name: change.name, ...change.fields, ...change.custom },
            };
        case 'activity':
        case 'task':
        case 'tag':
            return { record, fields: {} };
        case 'page':
        case 'event':
            return { record: 'timeline entry', fields: said };
    }
}
const told = ({ field, reason }) => ({ field, reason });

/** One object owns the account's quota, so there is one name. */
const OUTBOX_NAME = 'outbox';
const TESTS_NAME = 'outbox:tests';
/** The object that owns the account. */
function outboxOf(env) {
    return openObject(env, env.OUTBOX, OUTBOX_NAME);
}
/** The object that plans what test keys send: an outbox of its own, which shares nothing with the account's. */
function testsOf(env) {
    return openObject(env, env.OUTBOX, TESTS_NAME);
}
/** One of the objects that strangers are spread over; undefined where there are none. */
function visitorsOf(env, place) {
    return env.VISITORS && isBound(env, 'VISITORS')
        ? openObject(env, env.VISITORS, `visitors:${place}`)
        : undefined;
}
/** How the outboxes are opened that other values of JURISDICTION mean. */
function outboxesElsewhere(env, own) {
    const names = [undefined, ...Object.keys(JURISDICTIONS)];
    return names
        .filter((name) => name !== own && !isOnePlace(env.OUTBOX))
        .map((name) => () => within(env.OUTBOX, name).getByName(OUTBOX_NAME));
}
function openObject(env, namespace, name) {
    const config = parseConfig(env);
    if (!config.ok)
        throw new Error(config.reason);
    const { jurisdiction, region } = config.value;
    const hint = region === undefined ? [] : [{ locationHint: region }];
    return within(namespace, jurisdiction).getByName(name, ...hint);
}
function within(namespace, jurisdiction) {
    if (jurisdiction === undefined || !namespace.jurisdiction)
        return namespace;
    try {
        return namespace.jurisdiction(jurisdiction);
    }
    catch (error) {
        // On a machine of one's own there is one place.
        if (ONE_PLACE.test(String(error)))
            return namespace;
        throw error;
    }
}
/** What the runtime says that knows no other place. */
const ONE_PLACE = /not implemented in workerd/;
function isOnePlace(namespace) {
    if (!namespace.jurisdiction)
        return true;
    try {
        namespace.jurisdiction('eu');
        return false;
    }
    catch (error) {
        return ONE_PLACE.test(String(error));
    }
}

/** A second attempt is safe: the same messageIds are stored once. */
const ATTEMPTS = 2;
/** Long enough for an overloaded object to catch up. */
const OVERLOADED_RETRY_SECONDS = 10;
/** Stores a request, or says when to come again; never throws. */
function appendToOutbox(env, request) {
    return insist(() => outboxOf(env).append({ ...request, askedAt: Date.now() }));
}
/** The same for what a test key sends. */
function appendToTests(env, request) {
    return insist(() => testsOf(env).appendTest(request));
}
async function insist(append) {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
        try {
            return await append();
        }
        catch (error) {
            console.error(JSON.stringify({ event: 'append_failed', attempt, error: nameError(error) }));
            if (!isRetryable(error))
                break;
        }
    }
    return { stored: false, retryAfterSeconds: OVERLOADED_RETRY_SECONDS };
}
/** Asks the Outbox how it is; an object that cannot answer is not well. */
async function askOutboxStatus(env) {
    try {
        return await outboxOf(env).status();
    }
    catch (error) {
        console.error(JSON.stringify({ event: 'status_failed', error: nameError(error) }));
        return { ok: false, degraded: ['The outbox does not answer.'], oldestWaitingSeconds: 0 };
    }
}
/** Somebody may look for bookings that are missing. */
async function tellWebhookRefused(env) {
    try {
        await outboxOf(env).refuseWebhook();
    }
    catch (error) {
        console.error(JSON.stringify({ event: 'webhook_refusal_not_noted', error: nameError(error) }));
    }
}
/** https://developers.cloudflare.com/durable-objects/best-practices/error-handling/ */
function isRetryable(error) {
    const { retryable, overloaded } = error;
    return retryable === true && overloaded !== true;
}

/** What is counted by minute and by hour. Calls to Freshsales are not here: the budget counts them. */
const KINDS = ['accepted', 'delivered', 'repaired', 'retrying', 'refused', 'shed'];
/** How far back each is kept. */
const KEPT$1 = { minutes: 60, hours: 24 };
/** What the operator reads in the chart for each outcome of a call; a dry run delivers nothing. */
const KIND_OF = {
    delivered: 'delivered',
    repaired: 'repaired',
    retrying: 'retrying',
    throttled: 'retrying',
    account: 'retrying',
    refused: 'refused',
    planned: undefined,
};
function countOutcome(sql, outcome, at) {
    const kind = KIND_OF[outcome];
    if (kind)
        count$1(sql, [{ kind, at, times: 1 }], at);
}
function countAccepted(sql, requests, now) {
    const additions = requests.map(({ receivedAt, events }) => ({
        kind: 'accepted',
        at: receivedAt,
        times: events.length,
    }));
    count$1(sql, additions, now);
}
/** Events of strangers that were turned away. */
function countShed(sql, times, now) {
    count$1(sql, [{ kind: 'shed', at: now, times }], now);
}
/** What was counted in the minute or the hour of that number since the epoch. */
function createFlowReader(sql) {
    const flow = readFlow$1(sql);
    return (unit, slot) => {
        const counts = flow[unit][slot] ?? [];
        const [accepted = 0, delivered = 0, repaired = 0, retrying = 0, refused = 0, shed = 0] = counts;
        return { accepted, delivered, repaired, retrying, refused, shed };
    };
}
function count$1(sql, additions, now) {
    const flow = readFlow$1(sql);
    for (const { kind, at, times } of additions) {
        add$1(flow.minutes, Math.floor(at / MINUTE_MS), kind, times);
        add$1(flow.hours, Math.floor(at / HOUR_MS), kind, times);
    }
    forgetBefore(flow.minutes, Math.floor(now / MINUTE_MS) - KEPT$1.minutes);
    forgetBefore(flow.hours, Math.floor(now / HOUR_MS) - KEPT$1.hours);
    writeState(sql, 'flow', flow);
}
const readFlow$1 = (sql) => readState(sql, 'flow', { minutes: {}, hours: {} });
function add$1(slots, slot, kind, times) {
    const counts = slots[slot] ?? KINDS.map(() => 0);
    const index = KINDS.indexOf(kind);
    counts[index] = (counts[index] ?? 0) + times;
    slots[slot] = counts;
}
function forgetBefore(slots, oldest) {
    for (const slot of Object.keys(slots))
        if (Number(slot) <= oldest)
            delete slots[slot];
}

// Whether there is room for more: a mark far below what the disk takes, and the disk itself.
/** A full disk is near, or folding does not keep up: what room there is is kept for leads. */
const HIGH_WATER_BYTES = 8 * 1024 ** 3;
const HIGH_WATER_ROWS = 50_000;
function isOverHighWater(sql) {
    if (sql.databaseSize > HIGH_WATER_BYTES)
        return true;
    // Each on its own is looked up at one end; together in one SELECT they read the whole table.
    const [row] = sql
        .exec('SELECT (SELECT MAX(id) FROM inbox) - (SELECT MIN(id) FROM inbox) AS rows')
        .toArray();
    return (row?.rows ?? 0) > HIGH_WATER_ROWS;
}
/** A disk does not fill within this time, and asking SQLite costs a tenth of what storing a request does. */
const MARK_BELIEVED_MS = 1_000;
/** Whether the outbox is full, as of a second ago. */
function createHighWater(sql, now) {
    let isOver = false;
    let askedAt = Number.NEGATIVE_INFINITY;
    return () => {
        // The clock may have been set back.
        if (Math.abs(now() - askedAt) >= MARK_BELIEVED_MS) {
            isOver = isOverHighWater(sql);
            askedAt = now();
        }
        return isOver;
    };
}
/** As large as a large request. */
const PROBE_CHARACTERS = 64 * 1024;
/** Anyone may ask how the outbox is; that must not cost a write each time. */
const PROBE_BELIEVED_MS = 60_000;
/**
 * Fails when there is no room for a request. Only a write tells: after one that failed the runtime
 * starts a new object, which knows nothing of it.
 */
function createDiskProbe(sql, now) {
    let probedAt = Number.NEGATIVE_INFINITY;
    return () => {
        if (Math.abs(now() - probedAt) < PROBE_BELIEVED_MS)
            return;
        writeState(sql, 'probe', String(now()).padEnd(PROBE_CHARACTERS));
        probedAt = now();
    };
}

/** Retries of the senders we know end after hours; a week also covers a laptop that slept. */
const LEDGER_DAYS = 7;
const FINGERPRINT_CHARACTERS = 9;
/**
 * Records an event; false when it was recorded before, from the same source or on a higher word. Who
 * knows the id of another's event so cannot suppress it by being first.
 */
function recordOnce(ledger, message, now) {
    const { messageId, source, by } = message;
    const mark = fingerprint(`${by}\n${source}\n${messageId}`);
    const own = by === 'page' ? ofPage(mark) : mark;
    const higher = PROVENANCES.filter((rank) => compareRanks(rank, by) > 0);
    // Marks of before are of the id alone.
    const known = [
        own,
        mark,
        fingerprint(messageId),
        ...higher.map((rank) => markOf(rank, messageId)),
    ];
    if (known.some((mark) => isMarked(ledger, mark)))
        return false;
    add(ledger, by === 'page' ? own : own + markOf(by, messageId), now);
    return true;
}
/** Records what an event caused; false when that was caused before. */
function recordEffect(ledger, { effect, by, isShared = false }, now) {
    const mark = fingerprint(`effect\n${effect}`);
    if (isMarked(ledger, mark))
        return false;
    // Nobody's word is above a server's, so nobody asks, unless others tell of the same form.
    if (by !== 'server' || isShared)
        add(ledger, mark, now);
    return true;
}
/** Whoever looks for an id whose fingerprint is that of a server's event finds none that counts. */
const ofPage = (mark) => `~${mark.slice(1)}`;
const markOf = (by, messageId) => fingerprint(`${by}\n${messageId}`);
function isMarked(ledger, mark) {
    return Object.keys(ledger).some((day) => holds(ledger[day] ?? '', mark));
}
function add(ledger, marks, now) {
    const today = dayOf(now);
    ledger[today] = (ledger[today] ?? '') + marks;
}
function mergeLedgers(into, from) {
    for (const [day, marks] of Object.entries(from))
        into[day] = (into[day] ?? '') + marks;
}
/** Forgets the days that have passed out of the window. */
function trimLedger(ledger, now) {
    const oldest = Math.floor(now / DAY_MS$1) - LEDGER_DAYS;
    for (const day of Object.keys(ledger))
        if (Number(day) < oldest)
            delete ledger[day];
}
const dayOf = (now) => String(Math.floor(now / DAY_MS$1));
function holds(marks, mark) {
    let at = marks.indexOf(mark);
    while (at >= 0 && at % FINGERPRINT_CHARACTERS)
        at = marks.indexOf(mark, at + 1);
    return at >= 0;
}
/** 46 bits in base 36: two events of one person share one by chance about once in 10^13 pairs. */
function fingerprint(text) {
    let high = 0xdeadbeef;
    let low = 0x41c6ce57;
    for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        high = Math.imul(high ^ code, 2654435761);
        low = Math.imul(low ^ code, 1597334677);
    }
    high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
    low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
    const bits = (high & 0x3fff) * 2 ** 32 + (low >>> 0);
    return bits.toString(36).padStart(FINGERPRINT_CHARACTERS, '0');
}

/** A row of an earlier version gets what it lacks, and names of visitors' choice become safe again. */
function revive(subject) {
    return subject.kind === 'person' ? complete(subject) : subject;
}
function createPerson(at) {
    const core = { kind: 'person', keys: [], seen: {}, attempts: 0, lastSeenAt: at };
    return complete(core);
}
/** Adds what a part owns and the row lacks. JSON cannot tell a record without a prototype from any other. */
function complete(core) {
    const fields = core;
    for (const part of PARTS$1)
        for (const [name, empty] of Object.entries(part.empty())) {
            const known = fields[name];
            if (known === undefined)
                fields[name] = empty;
            else if (Object.getPrototypeOf(empty) === null)
                fields[name] = byName(known);
        }
    return core;
}
/** `into` takes over all that is known and all that waits of someone who turned out to be the same person. */
function mergePeople(into, from) {
    for (const part of PARTS$1)
        part.merge(into, from);
    for (const doubtKey of from.unsure ?? [])
        markInDoubt(into, doubtKey);
    mergeLedgers(into.seen, from.seen);
    into.lastSeenAt = Math.max(into.lastSeenAt, from.lastSeenAt);
    const consents = [into.consent, from.consent].filter((one) => one !== undefined);
    const latest = consents.sort((one, other) => other.at - one.at)[0];
    if (latest)
        into.consent = latest;
    if (from.asContact)
        into.asContact = true;
    carryUnknown(into, from, (name) => PERSON_FIELDS.has(name));
}

/** A copy in which no text is longer than this, however deep it stands. Pure. */
function cutTexts(value, characters) {
    return cut(value, characters);
}
function cut(value, characters) {
    if (typeof value === 'string')
        return value.length > characters ? `${value.slice(0, characters)}…` : value;
    if (Array.isArray(value))
        return value.map((each) => cut(each, characters));
    if (!isObject$1(value))
        return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name.slice(0, characters), cut(each, characters)]));
}

/** A row that is as long as this at most may stay as it is: also three bytes a character are not too many. */
const CHARACTERS_UNSEEN = 80_000;
/** What each part of a row may take, in bytes of JSON; together less than 256 KB. */
const BYTES = {
    fields: 32_000,
    custom: 48_000,
    tags: 6_000,
    accounts: 6_000,
    deals: 28_000,
    activities: 20_000,
    tasks: 10_000,
    visits: 28_000,
    tracked: 16_000,
    seen: 24_000,
    problems: 6_000,
};
/** A value that is kept of a row too large. */
const VALUE_CHARACTERS = 8_000;
/** What is told of an event or a problem. */
const DETAIL_CHARACTERS = 200;
const ADDRESS_CHARACTERS = 500;
const isTooLarge = (state) => state.length > CHARACTERS_UNSEEN;
/**
 * Cuts a subject that has grown too large, whoever made it so: nobody's row may become one that
 * cannot be written. What the CRM has goes first and costs a call at most; of what still waits, the
 * newest. The person's next delivery says what is missing.
 */
function boundSubject(subject) {
    if (subject.kind === 'person')
        boundPerson(subject);
    else
        boundRecord(subject, () => undefined);
}
function boundPerson(person) {
    const lost = new Set();
    const lose = (field) => lost.add(field);
    boundRecord(person, lose);
    boundNames$1(person.tags, BYTES.tags, (name) => person.tags[name] === true, lose);
    boundNames$1(person.accounts, BYTES.accounts, (name) => person.accounts[name] === true, lose);
    for (const deal of Object.values(person.deals))
        boundRecord(deal, lose);
    const isMade = (name) => person.deals[name]?.id !== undefined;
    const isPages = ({ fields }) => Object.values(fields).every((each) => rankOf$1(each) === 'page');
    boundNames$1(pagesLast(person.deals, isPages), BYTES.deals, isMade, lose, person.deals);
    person.activities = boundList(cutTexts(person.activities, VALUE_CHARACTERS), BYTES.activities, () => lose('activity'));
    person.tasks = boundList(cutTexts(person.tasks, VALUE_CHARACTERS), BYTES.tasks, () => lose('task'));
    person.visits = boundVisits(person.visits);
    if (person.tracked) {
        const newest = cutTexts(person.tracked, ADDRESS_CHARACTERS).reverse();
        person.tracked = boundList(newest, BYTES.tracked, () => lose('event')).reverse();
    }
    boundLedger(person);
    const problems = [...(person.problems ?? []), ...tell([...lost])].slice(-20);
    if (problems.length > 0)
        person.problems = boundList(cutTexts(problems, DETAIL_CHARACTERS), BYTES.problems);
}
const TOO_MUCH = 'left out: more is known of this person than the outbox keeps of anybody';
/** One line for all of them: an operator reads a few names, not thousands. */
function tell(lost) {
    if (lost.length === 0)
        return [];
    const more = lost.length > NAMED ? ` and ${lost.length - NAMED} more` : '';
    return [{ field: `${lost.slice(0, NAMED).join(', ')}${more}`, reason: TOO_MUCH }];
}
const NAMED = 5;
const bytes = new TextEncoder();
const sizeOf = (value) => bytes.encode(JSON.stringify(value) ?? '').length;
function boundRecord(record, lose) {
    boundValues(record.fields, BYTES.fields, lose);
    boundValues(record.custom, BYTES.custom, lose);
}
function boundValues(fields, limit, lose) {
    for (const stamped of Object.values(fields)) {
        const { value } = stamped;
        if (typeof value === 'string')
            stamped.value = value.slice(0, VALUE_CHARACTERS);
        else if (sizeOf(value) > VALUE_CHARACTERS)
            stamped.value = null;
    }
    const isDone = (name) => fields[name]?.delivered === true;
    const ordered = pagesLast(fields, (stamped) => rankOf$1(stamped) === 'page');
    boundNames$1(ordered, limit, isDone, lose, fields);
}
/** What a server said stays longer than what a page has filled the row with. */
function pagesLast(values, isPages) {
    const rank = (value) => Number(isPages(value));
    return Object.fromEntries(Object.entries(values).sort(([, a], [, b]) => rank(a) - rank(b)));
}
/** First goes what is in the CRM, the oldest of it; then the newest of what waits. */
function boundNames$1(values, limit, isDone, lose, from = values) {
    const sizes = new Map(Object.entries(values).map(([name, value]) => [name, sizeOf({ [name]: value })]));
    let total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    if (total <= limit)
        return;
    const names = [...sizes.keys()];
    const done = names.filter(isDone);
    const waiting = names.filter((name) => !isDone(name)).reverse();
    for (const name of [...done, ...waiting]) {
        if (total <= limit)
            return;
        total -= sizes.get(name) ?? 0;
        if (!isDone(name))
            lose(name.slice(0, DETAIL_CHARACTERS));
        delete from[name];
    }
}
/** Keeps the first ones that fit; those that a server vouches for go before. */
function boundList(items, limit, lose) {
    let total = 0;
    const isVouched = (item) => isObject$1(item) && item['vouched'] === true;
    const ordered = [...items].sort((a, b) => Number(isVouched(b)) - Number(isVouched(a)));
    const kept = new Set(ordered.filter((item) => {
        total += sizeOf(item);
        if (total > limit)
            lose?.();
        return total <= limit;
    }));
    return items.filter((item) => kept.has(item));
}
/** A visit that is told shortly is better than none: details are cut before pages and events are. */
function boundVisits(visits) {
    const limit = Math.floor(BYTES.visits / Math.max(1, visits.length));
    return visits.map((visit) => {
        const events = visit.events.map((event) => ({
            ...event,
            properties: Object.fromEntries(Object.entries(cutTexts(event.properties, DETAIL_CHARACTERS)).slice(0, DETAILS)),
        }));
        const cut = cutTexts({ ...visit, id: visit.id, events }, ADDRESS_CHARACTERS);
        const kept = {
            ...cut,
            id: visit.id,
            pages: boundList(cut.pages, limit / 2),
            events: boundList(cut.events, limit / 2),
        };
        const lost = visit.pages.length - kept.pages.length + visit.events.length - kept.events.length;
        return lost > 0 ? { ...kept, more: (visit.more ?? 0) + lost } : kept;
    });
}
const DETAILS = 5;
/** The oldest days go first; what is sent again after that counts twice. */
function boundLedger({ seen }) {
    const days = Object.keys(seen).sort((a, b) => Number(a) - Number(b));
    let total = days.reduce((sum, day) => sum + (seen[day]?.length ?? 0), 0);
    for (const day of days) {
        const excess = total - BYTES.seen;
        if (excess <= 0)
            return;
        const marks = seen[day] ?? '';
        const cut = Math.min(marks.length, Math.ceil(excess / MARK_CHARACTERS) * MARK_CHARACTERS);
        total -= cut;
        seen[day] = marks.slice(cut);
        if (seen[day] === '')
            delete seen[day];
    }
}
/** A multiple of every length that the ledger's fingerprints have had. */
const MARK_CHARACTERS = 9;

const isNumber = (value) => typeof value === 'number';
const isText = (value) => typeof value === 'string';
const isFlag = (value) => typeof value === 'boolean';
const optional = (is) => (value) => value === undefined || is(value);
const listOf = (is) => (value) => Array.isArray(value) && value.every((each) => is(each));
const byNameOf = (is) => (value) => {
    if (!isObject$1(value))
        return false;
    for (const name of Object.keys(value))
        if (!is(value[name]))
            return false;
    return true;
};
/** With at least these parts. */
function withParts(parts) {
    const checks = Object.entries(parts);
    return (value) => isObject$1(value) && checks.every(([name, is]) => is(value[name]));
}
const stamped = byNameOf(withParts({ at: isNumber }));
/** What every version writes of a person or an account. */
const common = {
    keys: listOf(isText),
    attempts: isNumber,
    lastSeenAt: isNumber,
    fields: stamped,
    custom: stamped,
};
const visit = withParts({
    startedAt: isNumber,
    lastSeenAt: isNumber,
    pages: listOf(withParts({ views: isNumber })),
    events: listOf(withParts({})),
});
/**
 * What the code that works with a row takes for granted; all else is a part's own matter. It says
 * no more than is needed for a torn row to be noticed here and not in the middle of a turn.
 */
const WHOLE = {
    account: withParts({ ...common, name: isText }),
    person: withParts({
        ...common,
        seen: byNameOf(isText),
        accounts: optional(byNameOf(isFlag)),
        tags: optional(byNameOf(isFlag)),
        deals: optional(byNameOf(withParts({ fields: stamped, custom: stamped }))),
        activities: optional(listOf(withParts({ at: isNumber }))),
        tasks: optional(listOf(withParts({ at: isNumber }))),
        tracked: optional(listOf(withParts({}))),
        visits: optional(listOf(visit)),
    }),
};
/** A person or an account, in the column `state` of their row. */
const subjectFormat = createRowFormat({
    version: 1,
    upgrades: [],
    complete(row) {
        const { kind } = row;
        if (kind !== 'person' && kind !== 'account')
            return false;
        return WHOLE[kind](row) && fillIn(row, emptyOf(kind));
    },
});
const emptyOf = (kind) => kind === 'person' ? createPerson(0) : createAccount('', 0);

/** Reads a subject. One that this version cannot use is set aside: whoever it was is known anew when they come again. */
function takeSubjectRow(sql, id, now) {
    const [row] = sql
        .exec('SELECT state, priority, due_at, waiting_since, turn FROM subject WHERE id = ?', id)
        .toArray();
    if (!row)
        return undefined;
    const { state, priority, due_at: dueAt, waiting_since: waitingSince, turn } = row;
    const read = subjectFormat.read(state);
    if (read.ok)
        return { subject: revive(read.row), place: { priority, dueAt, waitingSince, turn } };
    const who = dropSubject(sql, id);
    const what = 'This record of the outbox';
    setAside$2(sql, { at: now, subject: id, what, reason: read.reason, state, ...(who && { who }) });
    return undefined;
}
/** Deletes a subject's row and keys. Returns whose it was: the address or the id by which they are known. */
function dropSubject(sql, id) {
    const keys = sql
        .exec('DELETE FROM identity WHERE subject = ? RETURNING key', id)
        .toArray()
        .map(({ key }) => key);
    sql.exec('DELETE FROM subject WHERE id = ?', id);
    const best = keys.find((key) => key.startsWith('e:')) ?? keys[0];
    return best?.slice('e:'.length);
}
/** A subject to be shown: one that cannot be used is left alone here. */
function shownSubject(state) {
    const read = subjectFormat.read(state);
    return read.ok ? revive(read.row) : undefined;
}
/**
 * Writes a subject with the priority and the time of its next step. One that keeps its place is one
 * row: SQLite writes an index entry anew for every indexed column that a statement names, also for
 * the same value.
 */
function writeSubjectRow(sql, { id, subject, place, before }) {
    const state = writeBounded$1(sql, id, subject);
    if (before && isSame$2(before, place)) {
        sql.exec('UPDATE subject SET state = ? WHERE id = ?', state, id);
        return;
    }
    sql.exec(`INSERT INTO subject (id, state, priority, due_at, waiting_since, turn)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, priority = excluded.priority,
       due_at = excluded.due_at, waiting_since = excluded.waiting_since, turn = excluded.turn`, id, state, place.priority, place.dueAt, place.waitingSince, place.turn);
}
function writeBounded$1(sql, id, subject) {
    const state = subjectFormat.write(subject);
    if (!isTooLarge(state))
        return state;
    boundSubject(subject);
    dropOldKeys(sql, id, subject);
    return subjectFormat.write(subject);
}
function isSame$2(one, other) {
    return (one.priority === other.priority &&
        one.dueAt === other.dueAt &&
        one.waitingSince === other.waitingSince &&
        one.turn === other.turn);
}
/** Hundreds of browsers and accounts: nobody has more. */
const KEPT_CHARACTERS = 16_000;
/** What leads to somebody may be taken away in this order, the oldest first: browsers, ids, addresses. */
const WORTH = ['a:', 'u:', 'e:'];
/** Lets go of the oldest keys of a subject that has too many; events under those find nobody any more. */
function dropOldKeys(sql, id, subject) {
    let total = subject.keys.reduce((sum, key) => sum + key.length, 0);
    if (total <= KEPT_CHARACTERS)
        return;
    const dropped = new Set();
    for (const kind of WORTH)
        for (const key of subject.keys)
            if (total > KEPT_CHARACTERS && key.startsWith(kind) && !isPresent(subject, key)) {
                dropped.add(key);
                total -= key.length;
                sql.exec('DELETE FROM identity WHERE key = ? AND subject = ?', key, id);
            }
    subject.keys = subject.keys.filter((key) => !dropped.has(key));
    if (subject.kind === 'person')
        for (const key of dropped)
            delete subject.ranks?.[key];
}
/** The address and the id that they go by now stay. */
const isPresent = (subject, key) => subject.kind === 'person' && (key === `e:${subject.email}` || key === `u:${subject.userId}`);
/** Whether one of these identity keys leads to somebody who has an address or a record in the CRM. */
function knowsAny(sql, keys) {
    const query = `SELECT 1 FROM identity JOIN subject ON subject.id = identity.subject
    WHERE identity.key = ? AND json_valid(state)
      AND (state ->> '$.email' IS NOT NULL OR state ->> '$.contactId' IS NOT NULL)`;
    return keys.some((key) => sql.exec(query, key).toArray().length > 0);
}

/** Why something of strangers is turned away, so that leads have room; said of each event. */
const TURNED_AWAY = {
    rows: 'turned away: the rows of the day are kept for leads; nothing is wrong with the event',
    full: 'turned away: what room there is is kept for leads; nothing is wrong with the event',
    tooMany: 'turned away: too much comes at once, and leads go first; nothing is wrong with the event',
};
/**
 * An object takes one request after the other: one that stood in line longer came to an object that does
 * not keep up. The clocks of two machines differ by less.
 */
const LONGEST_IN_LINE_MS = 1_000;
/** Whether a request that was sent to an object then, came to its turn too late. */
function stoodInLine(askedAt, now) {
    return askedAt !== undefined && now - askedAt > LONGEST_IN_LINE_MS;
}
/** What strangers may use of the day's rows; the rest is kept for leads. */
const STRANGERS_SHARE = 0.75;
/** Rows handed out that an end of the process may forget: writing each down would be a row again. */
const MOST_UNSAVED = 100;
/**
 * Keeps room for leads: above a mark on bytes, unread requests, rows of the day or the time in line,
 * whatever is not about somebody known is turned away. A lead never is.
 */
function createLeadsFirst(sql, now) {
    const isFull = createHighWater(sql, now);
    let written;
    let uncounted = 0;
    let handedOut = 0;
    let shed = 0;
    function today() {
        const day = Math.floor(now() / DAY_MS$1);
        written ??= readState(sql, 'rows', { day, rows: 0 });
        if (written.day !== day)
            written = { day, rows: 0 };
        written.rows += uncounted;
        uncounted = 0;
        return written;
    }
    const areRowsUsedUp = (limit, more = 0) => limit > 0 && today().rows + more > limit * STRANGERS_SHARE;
    function saveRows() {
        handedOut = 0;
        writeState(sql, 'rows', today());
    }
    function mark(dailyRows) {
        if (isFull())
            return TURNED_AWAY.full;
        return areRowsUsedUp(dailyRows) ? TURNED_AWAY.rows : undefined;
    }
    return {
        /** Rows that were written here. */
        countRows(rows) {
            uncounted += rows;
        },
        /** Why a request is turned away. */
        refusal({ lane = 'lead', about = [], count, askedAt }, dailyRows) {
            if (lane === 'lead')
                return undefined;
            const reason = stoodInLine(askedAt, now()) ? TURNED_AWAY.tooMany : mark(dailyRows);
            if (reason === undefined || knowsAny(sql, about))
                return undefined;
            shed += count;
            return reason;
        },
        /** Hands rows of the day to an object of strangers, and hears how many of them it turned away. */
        lease({ rows, shed: more }, dailyRows) {
            shed += more;
            if (areRowsUsedUp(dailyRows, rows))
                return false;
            today().rows += rows;
            handedOut += rows;
            if (handedOut > MOST_UNSAVED)
                saveRows();
            return true;
        },
        /** Whether there is plenty of room. */
        hasRoom: (dailyRows) => mark(dailyRows) === undefined,
        /** Writes down what was counted, where something was. */
        save(dailyRows) {
            if (shed > 0)
                countShed(sql, shed, now());
            shed = 0;
            if (dailyRows > 0 && uncounted + handedOut > 0)
                saveRows();
        },
    };
}
/** A storage that tells of each row it writes; SQLite counts those of indexes as well, and so does the bill. */
function meterRows(storage, onRows) {
    const { sql } = storage;
    const metered = {
        exec: (query, ...bindings) => {
            const cursor = sql.exec(query, ...bindings);
            if (cursor.rowsWritten > 0)
                onRows(cursor.rowsWritten);
            return cursor;
        },
        get databaseSize() {
            return sql.databaseSize;
        },
    };
    return new Proxy(storage, {
        get(target, name) {
            if (name === 'sql')
                return metered;
            // An alarm is a row as well.
            if (name === 'setAlarm')
                onRows(1);
            const value = Reflect.get(target, name, target);
            return typeof value === 'function' ? value.bind(target) : value;
        },
    });
}

/** Objects of strangers. They cost nothing while idle, and one takes several hundred requests a second. */
const OBJECTS = 64;
/** After a fault of an object. */
const RETRY_SECONDS = 10;
/** Stores what strangers did, each at their object; undefined where there are no such objects. Never throws. */
async function appendToVisitors(env, { source, accepted }) {
    const groups = byObject(env, accepted, ({ touch }) => touch.anonymousId ?? '');
    if (!groups)
        return undefined;
    const answers = await Promise.all(groups.map(async ({ visitors, items }) => {
        const visits = items.map(({ touch: { anonymousId = '' }, text }) => ({
            anonymousId,
            event: text,
        }));
        const answer = await askOnce(() => visitors.append({ source, visits, askedAt: Date.now() }));
        return answer && { ...answer, items };
    }));
    const shed = [];
    const forward = [];
    let reason = TURNED_AWAY.tooMany;
    for (const answer of answers) {
        if (!answer)
            return { stored: false, retryAfterSeconds: RETRY_SECONDS };
        const forwarded = new Set(answer.forward);
        forward.push(...answer.items.filter((_, place) => forwarded.has(place)));
        if (answer.shed === undefined)
            continue;
        reason = answer.shed;
        shed.push(...answer.items.filter((_, place) => !forwarded.has(place)));
    }
    return { stored: true, forward, shed: { events: shed, reason } };
}
/** An object that has too much to do turns strangers away; one that fails is to be asked again later. */
async function askOnce(append) {
    try {
        return await append();
    }
    catch (error) {
        if (error.overloaded === true)
            return { forward: [], shed: TURNED_AWAY.tooMany };
        console.error(JSON.stringify({ event: 'visits_not_stored', error: nameError(error) }));
        return undefined;
    }
}
/** Items by the object that keeps their stranger; undefined where there are no such objects. */
function byObject(env, items, idOf) {
    const groups = new Map();
    for (const item of items) {
        const place = placeOf(idOf(item));
        groups.set(place, [...(groups.get(place) ?? []), item]);
    }
    const found = [];
    for (const [place, group] of groups) {
        const visitors = visitorsOf(env, place);
        if (!visitors)
            return undefined;
        found.push({ visitors, items: group });
    }
    return found;
}
/** FNV-1a: it must never change, since it says where a stranger's history is. */
function placeOf(anonymousId) {
    let hash = 0x811c9dc5;
    for (let at = 0; at < anonymousId.length; at++)
        hash = Math.imul(hash ^ anonymousId.charCodeAt(at), 0x01000193);
    return ((hash ^ (hash >>> 15)) >>> 0) % OBJECTS;
}

/** Stores what is taken where its lane leads; answers what was turned away to leave room for leads. */
async function storeByLane(accepted, sender) {
    if (accepted.length === 0)
        return pass([]);
    if (sender.source.test)
        return toOutbox(accepted, 'lead', sender);
    const lane = laneOfAll(accepted.map(({ touch }) => touch));
    if (lane !== 'visit')
        return toOutbox(accepted, lane, sender);
    const { source, edge } = sender;
    const answer = await appendToVisitors(edge.env, { source: source.name, accepted });
    if (answer === undefined)
        return toOutbox(accepted, lane, sender);
    if (!answer.stored)
        return notStored(answer);
    // Their person is known by now; that is the outbox's to say.
    const known = await toOutbox(answer.forward, 'claim', sender);
    if (!known.ok)
        return known;
    return pass([...rejectionsOf(answer.shed.events, answer.shed.reason), ...known.value]);
}
async function toOutbox(accepted, lane, { source, edge, signature }) {
    if (accepted.length === 0)
        return pass([]);
    const answer = await (source.test ? appendToTests : appendToOutbox)(edge.env, {
        source: source.name,
        receivedAt: edge.now,
        events: `[${accepted.map(({ text }) => text).join(',')}]`,
        count: accepted.length,
        lane,
        introduces: namesIn(accepted, 'introduces'),
        about: lane === 'lead' ? [] : namesIn(accepted, 'about'),
        ...(signature !== undefined && { signature }),
    });
    if (answer.stored)
        return pass([]);
    if ('repeated' in answer)
        return refuse$1('wrong_signature', 'This signature was used before; what it signed is stored.');
    return 'shed' in answer ? pass(rejectionsOf(accepted, answer.shed)) : notStored(answer);
}
const namesIn = (accepted, list) => [
    ...new Set(accepted.flatMap(({ touch }) => touch[list])),
];
function rejectionsOf(accepted, reason) {
    return accepted.map(({ index, messageId }) => ({ index, messageId, reason }));
}
function notStored({ retryAfterSeconds, reason, }) {
    return reason === undefined
        ? refuse$1('not_stored', 'Nothing was stored; send it again later.', retryAfterSeconds)
        : refuse$1('configuration', reason, retryAfterSeconds);
}

/** https://developers.cloudflare.com/turnstile/get-started/server-side-validation/ */
const SITEVERIFY_URL = 'https://challenges.cloudflare.com/turnstile/v0/siteverify';
const MAX_TOKEN_CHARACTERS = 2048;
const TIMEOUT_MS$1 = 5_000;
/** More tokens in one request are an attack on our number of subrequests; the rest counts as unproven. */
const MAX_CHECKS_PER_REQUEST = 3;
/**
 * Checks the tokens of one request. A token vouches for one lead: for the first address that comes with
 * it, however many events carry both, and for no other.
 */
function createTurnstile(options) {
    const verdicts = new Map();
    const proven = new Set();
    return async (token, email) => {
        if (proven.has(email))
            return true;
        if (typeof token !== 'string' || token === '' || token.length > MAX_TOKEN_CHARACTERS)
            return false;
        const known = verdicts.get(token);
        if (known?.email === email)
            return known.verdict;
        if (known || verdicts.size >= MAX_CHECKS_PER_REQUEST)
            return false;
        const verdict = isSolved(token, email, options);
        verdicts.set(token, { email, verdict });
        if (await verdict)
            proven.add(email);
        return verdict;
    };
}
/** Fails closed: a lead that cannot be checked is held for review, not lost. */
async function isSolved(token, email, options) {
    try {
        const response = await options.fetch(SITEVERIFY_URL, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({
                secret: options.secret,
                response: token,
                remoteip: options.address,
                idempotency_key: await idempotencyKey(token, email),
            }),
            signal: AbortSignal.timeout(TIMEOUT_MS$1),
            redirect: 'manual',
        });
        const answer = await response.json();
        return (isObject$1(answer) &&
            answer['success'] === true &&
            isOneOf(answer['hostname'], options.hostnames));
    }
    catch (error) {
        console.error(JSON.stringify({ event: 'turnstile_failed', error: nameError(error) }));
        return false;
    }
}
function isOneOf(hostname, hostnames) {
    return typeof hostname === 'string' && hostnames.has(hostname);
}
/**
 * A token may be spent once, but a batch is sent again after a lost answer: the same key, the same
 * verdict. With another address the key is another, and Cloudflare says that the token was spent.
 */
async function idempotencyKey(token, email) {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${token} ${email}`)));
    const hex = Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
    return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
}

/** Takes in a batch, or one event, and answers once it is stored. */
async function collect(request, kind, edge) {
    const origin = checkOrigin(request, edge.config);
    if (!origin.ok)
        return respondRefusal(origin.refusal);
    const result = await takeIn$1(request, { kind, origin: origin.value, edge });
    const credentials = edge.config.cookieDomain !== undefined;
    const headers = corsHeaders(origin.value, { credentials });
    if (!result.ok)
        return respondRefusal(result.refusal, headers);
    return respondJson(result.value, {
        headers: { ...headers, ...renewCookie(request, edge.config) },
    });
}
async function takeIn$1(request, arrival) {
    const { kind, origin, edge } = arrival;
    const { config, env } = edge;
    const key = presentedKey(request);
    const early = key === undefined ? undefined : authenticate(key, { config, origin });
    if (early?.ok === false)
        return early;
    const throttle = createThrottle(request, { rateLimit: env.RATE_LIMIT, key });
    const welcome = await throttle.check();
    if (!welcome.ok)
        return welcome;
    const body = await readBody(request);
    if (!body.ok)
        return body;
    const guarded = guard(body.value, kind);
    if (!guarded.ok)
        return guarded;
    const envelope = openEnvelope(guarded.value, kind);
    if (!envelope.ok)
        return envelope;
    const source = early ?? authenticate(envelope.value.writeKey, { config, origin });
    if (!source.ok)
        return source;
    if (!source.value.trusted)
        await throttle.charge({ events: envelope.value.events.length, bytes: body.value.length });
    const gate = createGate(request, { source: source.value, envelope: envelope.value, edge });
    return store$1(await admit(envelope.value, gate), { kind, source: source.value, edge });
}
/** Only a browser speaks for itself: what the connection says of a server is not about its visitors. */
function createGate(request, { source, envelope, edge }) {
    const { config, now } = edge;
    const address = source.trusted ? undefined : addressOf(request);
    return {
        config,
        source,
        group: addressGroup(address, config.apiKeys[0] ?? ''),
        surroundings: {
            receivedAt: now,
            sentAt: envelope.sentAt,
            userAgent: source.trusted ? undefined : userAgentOf(request),
            ipOf: (sent) => redactAddress(source.trusted ? sent : address, config.clientIp),
            isOwnServer: source.trusted,
            createId: () => crypto.randomUUID(),
            redactor: createRedactor(),
        },
        hasGpc: !source.trusted && request.headers.get('sec-gpc')?.trim() === '1',
        verifyToken: createIdentityTokenVerifier({
            secrets: config.identitySecrets,
            audiences: source.test ? audiencesIn(config) : [source.name],
            isAudienceRequired: !source.test && audiencesIn(config).length > 1,
            now,
        }),
        isHuman: config.turnstileSecret === undefined
            ? undefined
            : createTurnstile({
                secret: config.turnstileSecret,
                hostnames: hostnamesOf(request, config),
                address,
                fetch: edge.fetch,
            }),
    };
}
/** It is written into each event, so a long one would be stored five hundred times. */
const MAX_USER_AGENT_CHARACTERS = 256;
function userAgentOf(request) {
    return request.headers.get('user-agent')?.slice(0, MAX_USER_AGENT_CHARACTERS);
}
/** The sources that take tokens: with several of them, one made for a site must not open another. */
function audiencesIn({ sources }) {
    const taking = realSources(sources).filter(({ trusted }) => !trusted);
    return [...new Set(taking.map(({ name }) => name))];
}
function hostnamesOf(request, config) {
    return new Set([request.url, ...config.allowedOrigins].map((url) => new URL(url).hostname));
}
async function store$1({ accepted, rejected, firstRefusal }, { kind, source, edge }) {
    if (kind !== 'batch' && firstRefusal)
        return { ok: false, refusal: firstRefusal };
    const stored = await storeByLane(accepted, { source, edge });
    if (!stored.ok)
        return stored;
    const shed = stored.value;
    return pass({
        success: true,
        accepted: accepted.length - shed.length,
        rejected: [...rejected, ...shed].sort((one, other) => one.index - other.index),
        ...(source.test && { test: reportTest(accepted, edge.config) }),
    });
}

/** Of the contact's fields, those that a list of people is read for; the others are in `fields`. */
const OWN_FIELDS = [
    'first_name',
    'last_name',
    'mobile_number',
    'work_number',
    'job_title',
    'city',
    'country',
];
/** The columns, in their order; their names are a contract, see docs/operations.md. */
const COLUMNS$2 = {
    people: [
        'id',
        'email',
        'user_id',
        ...OWN_FIELDS,
        'companies',
        'tags',
        'source',
        'state',
        'waiting',
        'flags',
        'contact_id',
        'lead_id',
        'consent_analytics',
        'consent_marketing',
        'consent_at',
        'visits',
        'last_seen_at',
        'keys',
        'fields',
    ],
    deliveries: [
        'id',
        'at',
        'who',
        'outcome',
        'purpose',
        'method',
        'path',
        'status',
        'took_ms',
        'problems',
        'messages',
        'sent',
        'answer',
    ],
};

/** What spreadsheets read as the beginning of a formula, also in the wide letters of East Asia. */
const FORMULA = /^\s*[=+\-@＝＋－＠]/;
/**
 * Where another cell begins for a program that separates cells by semicolons, as Excel does in most of
 * Europe, or that does not read quotation marks.
 */
const SEPARATOR = /([;\t\r\n])/;
/** Nothing in it can be computed: digits, with blanks, dots and brackets between them. */
const PHONE_NUMBER = /^\+[ \u00A0().]*\d[ \u00A0\d().]*$/;
/**
 * A row of RFC 4180. A text that a spreadsheet would compute gets an apostrophe in front, by which it
 * stays a text; a phone number like `+49 30 1234` is left as it is. Pure.
 */
function csvRow(cells) {
    return `${cells.map((cell) => quote(textOf(cell))).join(',')}\r\n`;
}
function textOf(cell) {
    if (cell === undefined || cell === null)
        return '';
    if (typeof cell === 'string')
        return withoutFormulas(cell);
    if (Array.isArray(cell) && cell.every((each) => typeof each === 'string'))
        return withoutFormulas(cell.join('; '));
    return typeof cell === 'object' ? withoutFormulas(JSON.stringify(cell)) : String(cell);
}
function withoutFormulas(text) {
    if (PHONE_NUMBER.test(text))
        return text;
    const safe = text
        .split(SEPARATOR)
        .map((part) => (FORMULA.test(part) ? `'${part}` : part))
        .join('');
    return /^[\t\r\n]/.test(safe) ? `'${safe}` : safe;
}
const quote = (text) => /[",\r\n;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const CONTENT_TYPES = {
    csv: 'text/csv; charset=utf-8',
    json: 'application/json; charset=utf-8',
};
/** All people or deliveries as a file, page by page: what is slow to be read is slow to be fetched. */
async function answerExport(request, what, edge) {
    const resourcePolicy = { 'cross-origin-resource-policy': 'same-origin' };
    const unlocked = await unlock(request, { env: edge.env, adminToken: edge.config.adminToken });
    if (!unlocked.ok)
        return respondRefusal(unlocked.refusal, resourcePolicy);
    const format = new URL(request.url).searchParams.get('format') ?? 'csv';
    if (format !== 'csv' && format !== 'json')
        return respondRefusal(refuse$1('wrong_shape', 'format: must be csv or json').refusal);
    const day = new Date(edge.now).toISOString().slice(0, 10);
    const file = fileOf({ what, format }, outboxOf(edge.env));
    return new Response(streamOf(file), {
        headers: {
            ...SECURITY_HEADERS,
            ...resourcePolicy,
            'content-type': CONTENT_TYPES[format],
            'content-disposition': `attachment; filename="${what}-${day}.${format}"`,
            'cache-control': 'no-store',
        },
    });
}
/** By this Excel knows that a file is UTF-8. */
const BOM = '\uFEFF';
async function* fileOf({ what, format }, outbox) {
    const isJson = format === 'json';
    yield isJson ? '[' : BOM + csvRow(COLUMNS$2[what]);
    let after = 0;
    let isFirst = true;
    while (after !== undefined) {
        const { text, next } = await outbox.operate('exportPage', {
            what,
            format,
            after,
        });
        if (text !== '') {
            yield isJson ? `${isFirst ? '\n' : ',\n'}${text}` : text;
            isFirst = false;
        }
        after = next;
    }
    if (isJson)
        yield '\n]\n';
}
/** One text at a time, and the next one when it is wanted. */
function streamOf(texts) {
    const bytes = new TextEncoder();
    return new ReadableStream({
        async pull(controller) {
            const { done, value } = await texts.next();
            if (done)
                controller.close();
            else
                controller.enqueue(bytes.encode(value));
        },
        async cancel() {
            await texts.return(undefined);
        },
    }, { highWaterMark: 0 });
}

/** What may come of a call, as the journal, the charts and the console know it. */
const OUTCOMES = [
    'delivered',
    /** Delivered without some of its fields, or with them changed. */
    'repaired',
    /** Will be tried again. */
    'retrying',
    'throttled',
    /** Freshsales does not accept the key. */
    'account',
    /** In the dead letters. */
    'refused',
    /** `DRY_RUN`: would have been sent. */
    'planned',
];

const PAGE$3 = 50;
/** The newest deliveries, and among them what test keys would have written. */
async function readDeliveries$1(ask, edge) {
    const [{ deliveries }, tests] = await Promise.all([
        outboxOf(edge.env).operate('deliveries', ask),
        readTests(ask, edge),
    ]);
    const all = [...deliveries, ...tests].sort((one, other) => other.id - one.id);
    return { deliveries: all.slice(0, PAGE$3) };
}
/** What is real is shown whatever becomes of the tests. */
async function readTests(ask, { env, config }) {
    if (![...config.sources.values()].some(({ test }) => test))
        return [];
    try {
        return await testsOf(env).testDeliveries(ask);
    }
    catch (error) {
        console.error(JSON.stringify({ event: 'tests_not_read', error: nameError(error) }));
        return [];
    }
}

/** Answers one question or carries out one order of the operator. */
async function answerOperation(request, name, edge) {
    const answer = await operate$1(request, name, edge);
    const headers = { 'cross-origin-resource-policy': 'same-origin' };
    return answer.ok
        ? respondJson(answer.value, { headers })
        : respondRefusal(answer.refusal, headers);
}
async function operate$1(request, name, edge) {
    const unlocked = await unlock(request, { env: edge.env, adminToken: edge.config.adminToken });
    if (!unlocked.ok)
        return unlocked;
    const raw = request.method === 'POST' ? await readOrder(request) : pass(readQuery(request));
    if (!raw.ok)
        return raw;
    const ask = safeParse(ASKS[name], raw.value);
    if (!ask.success)
        return refuse$1('wrong_shape', describe$1(ask.issues[0]));
    if (name === 'deliveries')
        return pass(await readDeliveries$1(ask.output, edge));
    return pass(await outboxOf(edge.env).operate(name, ask.output));
}
async function readOrder(request) {
    const body = await readBody(request);
    if (!body.ok)
        return body;
    try {
        return pass(JSON.parse(body.value));
    }
    catch {
        return refuse$1('not_json', 'The body is not JSON.');
    }
}
function readQuery(request) {
    return Object.fromEntries(new URL(request.url).searchParams);
}
function describe$1(issue) {
    const path = getDotPath(issue);
    return path === null ? issue.message : `${path}: ${issue.message}`;
}
// What each question and order takes, whether it comes in a query or in a body.
const id = pipe(number(), safeInteger(), minValue(1));
/** A number in a query is a text. */
const idText = pipe(string(), digits(), transform(Number), safeInteger());
/** The number of a delivery; a test's lies between two real ones. */
const placeText = pipe(string(), regex(/^\d{1,15}(?:\.\d{1,20})?$/), transform(Number));
/** As people write it: `2026-11-21T20:00:00Z`. */
const moment$1 = pipe(string(), isoTimestamp('must be a time like 2026-11-21T20:00:00Z'), transform((text) => Date.parse(text)));
/** Longer than any e-mail address. */
const MAX_SEARCH_CHARACTERS = 320;
const searchText = pipe(string(), maxLength(MAX_SEARCH_CHARACTERS));
const whichLetters = union([strictObject({ id }), strictObject({ like: id }), strictObject({ all: literal(true) })], 'give one of {"id": number}, {"like": number} or {"all": true}');
/** As the outbox knows it, however it was typed. */
const address = pipe(string(), transform((text) => toEmail(text) ?? ''), nonEmpty('must be an e-mail address, such as ann@acme.com'));
const ASKS = {
    overview: object({}),
    deliveries: object({
        after: exactOptional(placeText),
        before: exactOptional(placeText),
        outcome: exactOptional(picklist(OUTCOMES)),
        text: exactOptional(searchText),
    }),
    waiting: object({}),
    deadLetters: object({ like: exactOptional(idText), before: exactOptional(idText) }),
    replay: whichLetters,
    deleteLetters: whichLetters,
    findPeople: object({ text: searchText }),
    person: object({ id: idText }),
    release: object({ id }),
    forget: object({ id, inFreshsales: boolean(), never: exactOptional(boolean()) }),
    neverAgain: object({}),
    addNeverAgain: object({ email: address }),
    removeNeverAgain: object({ email: address }),
    exportPage: object({
        what: picklist(['people', 'deliveries']),
        format: picklist(['csv', 'json']),
        after: idText,
    }),
    pause: object({}),
    resume: object({}),
    tryNow: object({}),
    testMessage: object({}),
    restore: object({ at: moment$1 }),
};

const CONSOLE_ROUTES = [
    {
        method: 'GET',
        path: /^\/console\/?$/,
        cors: false,
        handle: (_, { config }) => answerPage(config.adminToken !== undefined),
    },
    ...Object.keys(QUESTION_PATHS).map((name) => ({
        method: QUESTION_PATHS[name].method,
        path: `/console/api/${QUESTION_PATHS[name].path}`,
        cors: false,
        handle: (request, edge) => answerQuestion(request, name, edge),
    })),
    ...['people', 'deliveries'].map((what) => ({
        method: 'GET',
        path: `/console/api/export/${what}`,
        cors: false,
        handle: (request, edge) => answerExport(request, what, edge),
    })),
    ...Object.keys(PATHS).map((name) => ({
        method: PATHS[name].method,
        path: `/console/api/${PATHS[name].path}`,
        cors: false,
        handle: (request, edge) => answerOperation(request, name, edge),
    })),
];

// Pure: what Calendly reports, events out.
/** The script lets Calendly carry the anonymous id there; a record of Salesforce looks otherwise. */
const ANONYMOUS_ID$1 = /^\d{13}-\w{2,40}$/;
const LONGEST_ANSWERS = 4_000;
/**
 * A booking is an introduction and an event, a cancellation an event; anything else is nothing. Their
 * ids are made of the invitee's, so that a report that comes again counts once, and a booking that
 * the page reported as well is the same one.
 */
function calendlyEvents(report) {
    const { event, payload } = fieldsOf(report);
    const invitee = fieldsOf(payload);
    const [, id] = /\/invitees\/([\w-]{1,100})$/.exec(`${invitee['uri']}`) ?? [];
    if (id === undefined)
        return [];
    const messageId = `calendly-${id}`;
    if (event === 'invitee.created')
        return [introduce(invitee, messageId), book(invitee, messageId)];
    return event === 'invitee.canceled' ? [cancel(invitee, messageId)] : [];
}
function introduce(invitee, messageId) {
    const { email, name, first_name, last_name, text_reminder_number, timezone, tracking } = invitee;
    const carried = fieldsOf(tracking)['salesforce_uuid'] ?? fieldsOf(tracking)['utm_content'];
    const { traits } = readFields(answersOf(invitee).map(([label, value]) => ({ type: 'text', label, value })));
    return {
        type: 'identify',
        messageId: `${messageId}-who`,
        timestamp: invitee['created_at'],
        ...(ANONYMOUS_ID$1.test(`${carried}`) && { anonymousId: carried }),
        traits: {
            ...traits,
            ...(first_name || last_name ? { firstName: first_name, lastName: last_name } : { name }),
            email,
            ...(typeof text_reminder_number === 'string' && { phone: text_reminder_number }),
        },
        context: { timezone, campaign: campaignOf(tracking) },
    };
}
function book(invitee, messageId) {
    const answers = answersOf(invitee).map(([question, answer]) => `${question}: ${answer}`);
    return {
        type: 'track',
        event: 'Meeting Booked',
        messageId,
        timestamp: invitee['created_at'],
        properties: {
            ...meetingOf(invitee),
            ...(answers.length > 0 && { answers: answers.join('; ').slice(0, LONGEST_ANSWERS) }),
        },
        context: { traits: { email: invitee['email'] }, campaign: campaignOf(invitee['tracking']) },
    };
}
function cancel(invitee, messageId) {
    const { canceled_by, reason, created_at } = fieldsOf(invitee['cancellation']);
    return {
        type: 'track',
        event: 'Meeting Canceled',
        messageId: `${messageId}-canceled`,
        timestamp: created_at ?? invitee['updated_at'],
        properties: {
            ...meetingOf(invitee),
            canceledBy: canceled_by,
            reason,
            rescheduled: invitee['rescheduled'] === true,
        },
        context: { traits: { email: invitee['email'] } },
    };
}
function meetingOf(invitee) {
    const { name, start_time, end_time } = fieldsOf(invitee['scheduled_event']);
    return { widget: 'Calendly', formName: name, startTime: start_time, endTime: end_time };
}
function answersOf(invitee) {
    const given = invitee['questions_and_answers'];
    return (Array.isArray(given) ? given : []).flatMap((one) => {
        const { question, answer } = fieldsOf(one);
        return typeof question === 'string' && typeof answer === 'string' && answer.trim() !== ''
            ? [[question, answer]]
            : [];
    });
}
function campaignOf(tracking) {
    const { utm_campaign, utm_source, utm_medium, utm_term, utm_content } = fieldsOf(tracking);
    const content = ANONYMOUS_ID$1.test(`${utm_content}`) ? undefined : utm_content;
    const campaign = {
        name: utm_campaign,
        source: utm_source,
        medium: utm_medium,
        term: utm_term,
        content,
    };
    const given = Object.entries(campaign).filter(([, value]) => typeof value === 'string');
    return given.length > 0 ? Object.fromEntries(given) : undefined;
}
const fieldsOf = (value) => (isObject$1(value) ? value : {});

/** Calendly's own tolerance: https://developer.calendly.com/api-docs/overview/webhooks/webhook-signatures */
const TOLERANCE_MS = 3 * 60_000;
const HEADER = 'Calendly-Webhook-Signature';
const PARTS = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/;
/** `t=SECONDS,v1=HEX`: HMAC-SHA256 of `SECONDS.BODY`. Answers with the signature, by which a call is known that comes again. */
async function checkCalendlySignature(request, { body, key, now }) {
    const [, seconds, hex] = PARTS.exec(request.headers.get(HEADER)?.trim() ?? '') ?? [];
    if (seconds === undefined || hex === undefined)
        return refuse$1('wrong_signature', `${HEADER}: must be t=…,v1=…, as Calendly signs its webhooks.`);
    if (Math.abs(now - Number(seconds) * 1_000) > TOLERANCE_MS)
        return refuse$1('wrong_signature', `${HEADER}: was made more than three minutes ago, or ahead.`);
    const hmac = { name: 'HMAC', hash: 'SHA-256' };
    const bytes = new TextEncoder();
    const secret = await crypto.subtle.importKey('raw', bytes.encode(key), hmac, false, ['verify']);
    // It compares in constant time.
    const isGenuine = await crypto.subtle.verify(hmac, secret, Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)), bytes.encode(`${seconds}.${body}`));
    return isGenuine
        ? pass(hex)
        : refuse$1('wrong_signature', `${HEADER}: does not fit the body and CALENDLY_SIGNING_KEY.`);
}

/**
 * The signature vouches for Calendly, and not for the visitor, who may have typed any address: what
 * they say counts as a page's word.
 */
const CALENDLY = Object.freeze({
    name: 'Calendly',
    trusted: false,
    signed: false,
    test: false,
    events: new Set(EVENT_TYPES),
    fields: fieldRule(['*']),
});
/** Takes what Calendly reports of bookings, and answers once it is stored. */
async function answerCalendly(request, edge) {
    const result = await takeIn(request, edge);
    if (result.ok)
        return respondJson(result.value);
    return respondRefusal(result.refusal);
}
async function takeIn(request, edge) {
    const { env, config, now } = edge;
    const key = config.calendlySigningKey;
    if (key === undefined)
        return refuse$1('not_found', 'CALENDLY_SIGNING_KEY is not set, so no webhook of Calendly is taken.');
    const throttle = createThrottle(request, { rateLimit: env.RATE_LIMIT, key: 'webhook' });
    const welcome = await throttle.check();
    if (!welcome.ok)
        return welcome;
    const body = await readBody(request);
    if (!body.ok)
        return body;
    const signature = await checkCalendlySignature(request, { body: body.value, key, now });
    if (!signature.ok) {
        await tellWebhookRefused(env);
        return signature;
    }
    const report = parse(body.value);
    if (!report.ok)
        return report;
    const envelope = { events: calendlyEvents(report.value), excess: new Map() };
    return store(await admit(envelope, gateOf(edge)), signature.value, edge);
}
async function store({ accepted, rejected }, signature, edge) {
    const stored = await storeByLane(accepted, { source: CALENDLY, edge, signature });
    return stored.ok ? pass({ success: true, accepted: accepted.length, rejected }) : stored;
}
/** Nothing of the connection is the visitor's. */
function gateOf({ config, now }) {
    return {
        config,
        source: CALENDLY,
        group: undefined,
        surroundings: {
            receivedAt: now,
            redactor: createRedactor(),
            sentAt: undefined,
            userAgent: undefined,
            ipOf: () => undefined,
            isOwnServer: true,
            createId: () => crypto.randomUUID(),
        },
        hasGpc: false,
        verifyToken: async () => ({ ok: false, reason: 'Calendly carries no token' }),
        isHuman: undefined,
    };
}
function parse(text) {
    try {
        return pass(JSON.parse(text));
    }
    catch {
        return refuse$1('not_json', 'The body is not JSON.');
    }
}

/** Every path the edge answers on; there is no other, and none is passed on. */
const ROUTES = [
    collecting('/v1/batch', 'batch'),
    collecting('/v1/b', 'batch'),
    ...EVENT_TYPES.flatMap((type) => [
        collecting(`/v1/${type}`, type),
        collecting(`/v1/${type.charAt(0)}`, type),
    ]),
    // RudderStack's browser library with `useBeacon`.
    collecting('/beacon/v1/batch', 'batch'),
    { method: 'GET', path: '/sourceConfig', cors: true, handle: answerRudderConfig },
    { method: 'GET', path: '/sourceConfig/', cors: true, handle: answerRudderConfig },
    {
        method: 'GET',
        path: /^\/v1\/projects\/[\w.~-]{1,128}\/settings$/,
        cors: true,
        handle: answerSegmentSettings,
    },
    { method: 'POST', path: '/v1/webhooks/calendly', cors: false, handle: answerCalendly },
    { method: 'GET', path: '/health', cors: false, handle: answerHealth },
    ...CONSOLE_ROUTES,
];
function collecting(path, kind) {
    return {
        method: 'POST',
        path,
        cors: true,
        handle: (request, edge) => edge.inSpan('collect', () => collect(request, kind, edge)),
    };
}
/** Finds the route of a request and lets it answer. */
function answer(request, edge) {
    const url = new URL(request.url);
    const { hostnames } = edge.config;
    const isKnownHost = hostnames.size === 0 || hostnames.has(url.hostname);
    const here = isKnownHost ? ROUTES.filter(({ path }) => matches(path, url.pathname)) : [];
    if (here.length === 0)
        return respondRefusal(refuse$1('not_found', 'There is nothing here.').refusal);
    if (request.method === 'OPTIONS' && here.some(({ cors }) => cors))
        return preflight(request, edge);
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const route = here.find((each) => each.method === method);
    return route ? route.handle(request, edge) : refuseMethod(here);
}
function matches(path, pathname) {
    return typeof path === 'string' ? path === pathname : path.test(pathname);
}
function preflight(request, edge) {
    const origin = checkOrigin(request, edge.config);
    return origin.ok ? answerPreflight(request, origin.value) : respondRefusal(origin.refusal);
}
function refuseMethod(routes) {
    const allowed = [...new Set(routes.map(({ method }) => method))].join(', ');
    const { refusal } = refuse$1('method_not_allowed', `Use ${allowed} here.`);
    return respondRefusal(refusal, { allow: allowed });
}
/** What a question costs, in events: a monitor asks every few seconds at most, and each asks the one object. */
const EVENTS_PER_QUESTION = 200;
/** For monitors: 200 while leads flow, 503 with the reasons when somebody should look. */
async function answerHealth(request, edge) {
    const throttle = createThrottle(request, { rateLimit: edge.env.RATE_LIMIT, key: 'health' });
    const welcome = await throttle.check();
    if (!welcome.ok)
        return respondRefusal(welcome.refusal);
    await throttle.charge({ events: EVENTS_PER_QUESTION, bytes: 0 });
    const { ok, degraded, advice, oldestWaitingSeconds } = await askOutboxStatus(edge.env);
    // Where the data lives, as far as it was decided.
    const { jurisdiction, region } = edge.config;
    const health = { ok, degraded, advice, oldestWaitingSeconds, jurisdiction, region };
    return respondJson(health, { status: ok ? 200 : 503 });
}

/** After a fault of ours: soon enough for a page that is still open. */
const INTERNAL_RETRY_SECONDS = 30;
/** A configuration is mended by a person. */
const CONFIGURATION_RETRY_SECONDS = 60;
/** Answers a request, whatever happens: never a stack trace, never a broken connection. */
async function handle(request, env, product) {
    const config = configOf(env);
    try {
        if (!config.ok) {
            const refused = refuse$1('configuration', config.reason, CONFIGURATION_RETRY_SECONDS);
            return (await answerUnconfigured(request, env, product)) ?? respondRefusal(refused.refusal);
        }
        // `fetch` is wrapped because the runtime refuses to call it as a method of another object.
        const edge = {
            env,
            config: config.value,
            now: Date.now(),
            fetch: fetchOutside,
            product,
            inSpan: product?.inSpan ?? createInSpan({}),
        };
        return await answer(request, edge);
    }
    catch (error) {
        console.error(JSON.stringify({ event: 'request_failed', error: nameError(error) }));
        const { refusal } = refuse$1('internal', 'Something went wrong here; send it again later.', INTERNAL_RETRY_SECONDS);
        return respondRefusal(refusal);
    }
}
/** The settings, where there is what they are carried out with. */
function configOf(env) {
    const config = parseConfig(env);
    const fault = faultOfBindings(env);
    return config.ok && fault !== undefined ? fail(fault) : config;
}
const fetchOutside = (input, init) => fetch(input, init);

/**
 * Raised only when an older version would misread the events. In a column of its own, since the
 * events are an array that is stored as it came.
 */
const INBOX_VERSION$1 = 1;
/** Folded in one transaction: many share a person, few make a long pause and need little memory. */
const FOLDED_ROWS = 100;
const FOLDED_BYTES = 1024 ** 2;
/** A request that is larger becomes several rows: SQLite here takes 2 MB a row. */
const ROW_CHARACTERS$1 = 400_000;
/** Stores a request; its people's histories are fetched before the first part is folded. */
function appendRequest(storage, { source, receivedAt, events, introduces }) {
    const parts = splitEvents(events).map((part, index) => ({
        events: part,
        introduces: index === 0 ? (introduces ?? []) : [],
    }));
    storage.transactionSync(() => {
        for (const part of parts)
            appendRow(storage.sql, { source, receivedAt, ...part });
    });
}
function appendRow(sql, { receivedAt, source, events, version = INBOX_VERSION$1, introduces = [], }) {
    sql.exec('INSERT INTO inbox (received_at, source, events, version, introduces) VALUES (?, ?, ?, ?, ?)', receivedAt, source, events, version, introduces.length === 0 ? null : JSON.stringify(introduces));
}
/** Puts what happened before in front of all that waits. */
function putBefore(sql, { receivedAt, source, events }) {
    for (const part of splitEvents(events).reverse())
        sql.exec(`INSERT INTO inbox (id, received_at, source, events, version)
         SELECT IFNULL(MIN(id), 1) - 1, ?, ?, ?, ? FROM inbox`, receivedAt, source, part, INBOX_VERSION$1);
}
/** The oldest requests without their events: as many as may be folded at once, and one at least. */
function nextRows(sql, limit = FOLDED_ROWS) {
    let total = 0;
    return sql
        .exec('SELECT id, octet_length(events) AS bytes, introduces FROM inbox ORDER BY id LIMIT ?', limit)
        .toArray()
        .filter(({ bytes }, index) => {
        total += bytes;
        return index === 0 || total <= FOLDED_BYTES;
    });
}
function takeRows(sql, limit = FOLDED_ROWS) {
    const taken = nextRows(sql, limit);
    const last = taken.at(-1);
    if (!last)
        return [];
    return sql
        .exec('SELECT id, received_at, source, events, version FROM inbox WHERE id <= ? ORDER BY id LIMIT ?', last.id, taken.length)
        .toArray()
        .map(({ received_at, ...row }) => ({ ...row, receivedAt: received_at }));
}
/** The parts in which a request is stored: its events, in their order. */
function splitEvents(events) {
    if (events.length <= ROW_CHARACTERS$1)
        return [events];
    const parts = [[]];
    let characters = 0;
    for (const event of JSON.parse(events)) {
        const text = JSON.stringify(event);
        if (characters + text.length > ROW_CHARACTERS$1) {
            parts.push([]);
            characters = 0;
        }
        characters += text.length;
        parts.at(-1)?.push(text);
    }
    return parts.filter((part) => part.length > 0).map((part) => `[${part.join(',')}]`);
}
/** The events of a request. Throws when this version cannot read them. */
function eventsOf({ events, version }) {
    if (version > INBOX_VERSION$1)
        throw new Error(laterThan(INBOX_VERSION$1, version));
    const parsed = JSON.parse(events);
    if (!Array.isArray(parsed))
        throw new Error('it is no list of events');
    return parsed;
}
function dropRows(sql, rows) {
    const [first, last] = [rows[0], rows.at(-1)];
    if (first && last)
        sql.exec('DELETE FROM inbox WHERE id BETWEEN ? AND ?', first.id, last.id);
}

/** In one turn. */
const AT_ONCE$2 = 100;
/** No lead waits longer for its history; that comes behind it then. */
const PATIENCE_MS = 5_000;
const RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 3_600_000;
/**
 * Fetches what somebody did before they introduced themselves, before their introduction is folded.
 * Whoever is known by now was fetched before: their key is the memory of it.
 *
 * 1. `pull` from the object of strangers. It changes nothing there but that what comes later is forwarded.
 * 2. In one transaction: the history in front of the inbox, and that it is to be acknowledged.
 * 3. `acknowledge`, by number; only then it is deleted there.
 *
 * A process that dies before 2 pulls again, one that dies after it acknowledges again.
 */
async function handOver(deps) {
    if (!isBound(deps.env, 'VISITORS'))
        return;
    const { storage, now } = deps;
    const open = readOpen(storage.sql, now());
    const introduced = introducedNext(storage.sql);
    if (open.length + introduced.length === 0)
        return;
    const wanted = open.filter(({ upTo }) => upTo === null).map(({ id }) => id);
    await fetchHistories(deps, [...wanted, ...introduced]);
    await acknowledge(deps);
}
/** When the next hand-over is due; never while the objects of strangers are out of reach. */
function handOverAt(sql, env) {
    if (!isBound(env, 'VISITORS'))
        return NEVER;
    const [row] = sql.exec('SELECT MIN(due_at) AS at FROM handover').toArray();
    return row?.at ?? NEVER;
}
/** Has the history of these fetched with the next turn. */
function wantHistories(sql, ids, now) {
    for (const id of ids)
        sql.exec('INSERT OR IGNORE INTO handover (id, due_at, attempts) VALUES (?, ?, 0)', id, now);
}
/** Has fetched whom of these the outbox knows, and whoever has given an address as long as there is room; returns whether it is anybody. */
function wantOffered(sql, offers, { hasRoom, now }) {
    const wanted = offers.filter(({ about }) => knowsAny(sql, about) || (hasRoom && about.some((key) => key.startsWith('e:'))));
    wantHistories(sql, wanted.map(({ anonymousId }) => anonymousId), now);
    return wanted.length > 0;
}
async function fetchHistories(deps, ids) {
    const { storage, now } = deps;
    await eachObject(deps, ids, async (visitors, wanted) => {
        deps.countRows(wanted.length);
        const histories = await visitors.pull(wanted);
        storage.transactionSync(() => {
            for (const history of histories)
                keep(storage.sql, history, now());
        });
    });
}
function keep(sql, { anonymousId, upTo, visits: all }, now) {
    const keptUpTo = findOpen(sql, anonymousId)?.upTo ?? 0;
    const visits = all.filter(({ number }) => number > keptUpTo);
    if (visits.length === 0 && keptUpTo === 0) {
        sql.exec('DELETE FROM handover WHERE id = ?', anonymousId);
        return;
    }
    for (const source of new Set(visits.map((visit) => visit.source))) {
        const events = visits.filter((visit) => visit.source === source).map(({ event }) => event);
        putBefore(sql, { receivedAt: now, source, events: `[${events.join(',')}]` });
    }
    sql.exec('INSERT OR REPLACE INTO handover (id, up_to, due_at, attempts) VALUES (?, ?, ?, 0)', anonymousId, upTo, now);
}
async function acknowledge(deps) {
    const { storage, now } = deps;
    const due = readOpen(storage.sql, now()).filter(({ upTo }) => upTo !== null);
    const upToOf = new Map(due.map(({ id, upTo }) => [id, upTo ?? 0]));
    await eachObject(deps, [...upToOf.keys()], async (visitors, ids) => {
        await visitors.acknowledge(ids.map((id) => ({ anonymousId: id, upTo: upToOf.get(id) ?? 0 })));
        storage.transactionSync(() => {
            for (const id of ids)
                storage.sql.exec('DELETE FROM handover WHERE id = ?', id);
        });
    });
}
/** What fails with one object is tried again later, and holds up no other. */
async function eachObject(deps, ids, run) {
    const groups = byObject(deps.env, ids, (id) => id) ?? [];
    await Promise.all(groups.map(async ({ visitors, items }) => {
        try {
            await withinPatience(run(visitors, items));
        }
        catch (error) {
            console.error(JSON.stringify({ event: 'hand_over_failed', error: nameError(error) }));
            deps.storage.transactionSync(() => {
                for (const id of items)
                    postpone$1(deps.storage.sql, id, deps.now());
            });
        }
    }));
}
function postpone$1(sql, id, now) {
    const attempts = (findOpen(sql, id)?.attempts ?? 0) + 1;
    const dueAt = now + Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** attempts);
    sql.exec(`INSERT INTO handover (id, due_at, attempts) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, attempts = excluded.attempts`, id, dueAt, attempts);
}
async function withinPatience(run) {
    let timer;
    const impatience = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error('no answer')), PATIENCE_MS);
    });
    try {
        await Promise.race([run, impatience]);
    }
    finally {
        if (timer !== undefined)
            clearTimeout(timer);
    }
}
function readOpen(sql, now) {
    return sql
        .exec(`SELECT ${COLUMNS$1} FROM handover WHERE due_at <= ? ORDER BY due_at LIMIT ?`, now, AT_ONCE$2)
        .toArray();
}
/** Who introduces themselves in the requests that are folded next, and is not known. */
function introducedNext(sql) {
    const ids = nextRows(sql).flatMap(({ introduces }) => introduces ? (parseKept(introduces) ?? []) : []);
    return [...new Set(ids)].filter((id) => !knowsAny(sql, [`a:${id}`]) && !findOpen(sql, id));
}
const COLUMNS$1 = 'id, up_to AS upTo, attempts';
function findOpen(sql, id) {
    return sql.exec(`SELECT ${COLUMNS$1} FROM handover WHERE id = ?`, id).toArray()[0];
}

function createStrangers(deps) {
    const { env, storage, now } = deps;
    return {
        async fetch(anonymousId) {
            if (!isBound(env, 'VISITORS'))
                return;
            wantHistories(storage.sql, [anonymousId], now());
            await handOver(deps);
        },
        async erase(anonymousIds) {
            const groups = byObject(env, anonymousIds, (id) => id) ?? [];
            const erased = await Promise.all(groups.map(({ visitors, items }) => visitors.erase(items)));
            storage.transactionSync(() => dropIntroductions(storage.sql, new Set(anonymousIds)));
            return erased.reduce((sum, rows) => sum + rows, 0);
        },
    };
}
/** Nobody is to be asked for them any more. */
function dropIntroductions(sql, erased) {
    for (const id of erased)
        sql.exec('DELETE FROM handover WHERE id = ?', id);
    const rows = sql
        .exec('SELECT id, introduces FROM inbox WHERE introduces IS NOT NULL')
        .toArray();
    for (const { id, introduces } of rows) {
        const ids = parseKept(introduces) ?? [];
        const left = ids.filter((each) => !erased.has(each));
        if (left.length < ids.length)
            sql.exec('UPDATE inbox SET introduces = ? WHERE id = ?', JSON.stringify(left), id);
    }
}

/** Runs what it is given one after the other, in the order it came; a failure holds up nobody. */
function createMutex() {
    let last = Promise.resolve();
    return (run) => {
        const mine = last.then(run);
        last = mine.catch(() => undefined);
        return mine;
    };
}

/** An alarm this late will not come any more: the runtime fires one within seconds. */
const OVERDUE_MS = 60_000;
/** After an error of our own. */
const RECOVER_MS = 10_000;
/**
 * The object's alarm. Only the storage is believed: an alarm can get lost, or never fire, and what
 * memory says of it would keep it from being set again.
 */
function createAlarmClock(alarm, now) {
    /** Looking and setting are one: of two at a time, the later time must not win. */
    const exclusively = createMutex();
    let atWork = 0;
    const isOverdue = (at) => at < now() - OVERDUE_MS;
    const ringBy = (at) => exclusively(async () => {
        const set = await alarm.getAlarm();
        if (set === null || set > at || isOverdue(set))
            await alarm.setAlarm(at);
    });
    return {
        /** Has the alarm ring at this time, unless it will earlier. */
        ringBy,
        /** Sets an alarm that is lost or overdue. One that is at work sets the next one itself. */
        lookAfter: (isNeeded) => exclusively(async () => {
            if (atWork > 0 || !isNeeded())
                return;
            const set = await alarm.getAlarm();
            if (set === null || isOverdue(set))
                await alarm.setAlarm(now());
        }),
        /**
         * Does what the alarm rang for, and has it ring when that says. Throws only where no next alarm could
         * be set: the runtime then tries this one again by itself, some times.
         */
        async ring(work, failures) {
            atWork++;
            let wakeAt = now() + RECOVER_MS;
            try {
                wakeAt = await work();
                failures.delete('alarm');
            }
            catch (error) {
                console.error(JSON.stringify({ event: 'alarm_failed', error: nameError(error) }));
                failures.set('alarm', "The outbox's own work failed; the log has alarm_failed.");
            }
            finally {
                atWork--;
            }
            if (wakeAt !== NEVER)
                await ringBy(wakeAt);
        },
        isAtWork: () => atWork > 0,
    };
}
/** Sees to it that the alarm rings when there is something to do. A request does not fail because it could not be set: the next one tries again. */
function createWakeUp({ alarmClock, isNeeded, failures, }) {
    async function despiteAlarm(set) {
        try {
            await set();
            failures.delete('wake');
        }
        catch (error) {
            console.error(JSON.stringify({ event: 'alarm_not_set', error: nameError(error) }));
            failures.set('wake', "The outbox's alarm could not be set; the log has alarm_not_set.");
        }
    }
    return {
        /** There may be something to do; an alarm at work looks by itself. */
        async wake() {
            if (alarmClock.isAtWork())
                return;
            await despiteAlarm(() => alarmClock.ringBy(Date.now()));
        },
        /** The process before may have ended between writing what is due now and setting the alarm for it. */
        start: () => despiteAlarm(async () => {
            if (isNeeded())
                await alarmClock.ringBy(Date.now());
        }),
        lookAfter: () => despiteAlarm(() => alarmClock.lookAfter(isNeeded)),
    };
}

/** When its disk is full, or it must not be where it is. */
const FULL_RETRY_SECONDS = 300;
/** Keeps a request, or says why not. Never throws: the answer to a fault is to come again. */
function createAppend({ storage, config: read, leadsFirst, home, webhooks, failures, wake, }) {
    return async (request) => {
        try {
            const config = read();
            const shed = leadsFirst.refusal(request, config.dailyRows);
            if (shed !== undefined)
                return { stored: false, shed };
            if (webhooks.isRepeated(request))
                return { stored: false, repeated: true };
            const reason = await home.settle(config);
            if (reason)
                return { stored: false, retryAfterSeconds: FULL_RETRY_SECONDS, reason };
            appendRequest(storage, request);
            webhooks.remember(request);
            failures.delete('append');
        }
        catch (error) {
            const reason = nameError(error);
            console.error(JSON.stringify({ event: 'append_failed', error: reason }));
            failures.set('append', `A request could not be stored: ${reason}`);
            return { stored: false, retryAfterSeconds: FULL_RETRY_SECONDS };
        }
        await wake();
        return { stored: true };
    };
}

const format = createRowFormat({
    version: 1,
    upgrades: [],
    complete: (row) => 'at' in row && 'purpose' in row && 'problems' in row && Array.isArray(row.problems),
});
/** A delivery as far as it can be told: of a record that this version cannot read, what stands beside it. */
function readDelivery({ at, subject, outcome, record, }) {
    const read = format.read(record);
    if (read.ok)
        return read.row;
    const problems = [{ field: 'record', reason: `this record could not be read: ${read.reason}` }];
    return { at, subject, outcome, purpose: 'unknown', problems };
}
/** The newest deliveries that the console can show. */
const KEPT_DELIVERIES = 2_000;
/** An answer is kept for reading, not as a copy of the CRM. */
const KEPT_ANSWER_CHARACTERS = 4_000;
/** Notes it, counts it and logs it. */
function noteDelivery(sql, noted) {
    const delivery = named(sql, noted);
    const { at, subject, outcome } = delivery;
    const answer = delivery.answer === undefined ? undefined : shorten(delivery.answer);
    const record = writeBounded({ ...delivery, ...(answer !== undefined && { answer }) });
    const [row] = sql
        .exec('INSERT INTO delivery (at, subject, outcome, record) VALUES (?, ?, ?, ?) RETURNING id', at, subject, outcome, record)
        .toArray();
    if (row)
        sql.exec('DELETE FROM delivery WHERE id <= ?', row.id - KEPT_DELIVERIES);
    countOutcome(sql, outcome, at);
    logDelivery(sql, delivery);
}
/** The letters are weighed after so many. */
const CHECKED_EACH = 32;
function noteDeadLetter(sql, letter) {
    const id = writeDeadLetter(sql, named(sql, letter));
    if (id % CHECKED_EACH === 0)
        dropOldestLetters(sql);
}
/** Written beside the subject's number, since subjects are merged and forgotten. */
function named(sql, noted) {
    const [row] = sql
        .exec("SELECT IFNULL(state ->> '$.email', state ->> '$.name') AS who FROM (SELECT IIF(json_valid(state), state, '{}') AS state FROM subject WHERE id = ?)", noted.subject)
        .toArray();
    return row?.who ? { ...noted, who: row.who } : noted;
}
/** A delivery is kept for reading: a call as large as a person is cut, and of many problems the first and the last are told. */
const KEPT_RECORD_CHARACTERS = 20_000;
const KEPT_TEXT_CHARACTERS = 500;
const KEPT_PROBLEMS = 50;
function writeBounded(delivery) {
    const whole = format.write(delivery);
    if (whole.length <= KEPT_RECORD_CHARACTERS)
        return whole;
    const { problems, call } = delivery;
    const told = problems.length > KEPT_PROBLEMS
        ? [...problems.slice(0, KEPT_PROBLEMS / 2), ...problems.slice(-KEPT_PROBLEMS / 2)]
        : problems;
    const cut = cutTexts({ ...delivery, problems: told }, KEPT_TEXT_CHARACTERS);
    const shorter = format.write(cut);
    if (shorter.length <= KEPT_RECORD_CHARACTERS || !call)
        return shorter;
    const { body: _, ...bare } = call;
    const body = { cut: (JSON.stringify(call.body) ?? '').slice(0, KEPT_ANSWER_CHARACTERS) };
    return format.write({ ...cutTexts(cut, BARE_CHARACTERS), call: { ...bare, body } });
}
const BARE_CHARACTERS = 100;
function shorten(answer) {
    const text = JSON.stringify(answer);
    return text.length > KEPT_ANSWER_CHARACTERS ? `${text.slice(0, KEPT_ANSWER_CHARACTERS)}…` : answer;
}
/** What all dead letters may take: anybody can cause one. */
const LETTERS_BYTES = 64 * 1024 ** 2;
const readDroppedLetters = (sql) => readState(sql, 'droppedLetters', { count: 0, at: 0 });
/** Makes room: the oldest letters go, and are counted. */
function dropOldestLetters(sql, limit = LETTERS_BYTES) {
    let total = 0;
    let newestDropped;
    for (const { id, bytes } of sql.exec('SELECT id, octet_length(record) AS bytes FROM dead_letter ORDER BY id DESC')) {
        total += bytes;
        if (total > limit) {
            newestDropped = id;
            break;
        }
    }
    if (newestDropped === undefined)
        return;
    const dropped = sql
        .exec('DELETE FROM dead_letter WHERE id <= ? RETURNING id', newestDropped)
        .toArray().length;
    const { count } = readDroppedLetters(sql);
    writeState(sql, 'droppedLetters', { count: count + dropped, at: Date.now() });
}

/** Someone who has not introduced themselves is remembered this long. */
const ANONYMOUS_RETENTION_MS = 30 * 86_400_000;
/** Someone in the CRM: long enough that a yearly customer costs no second look, then forgotten. */
const KNOWN_RETENTION_MS = 400 * 86_400_000;
/** What is to be done next about a subject, and when. Pure: it asks the parts and changes nothing. */
function schedule(subject, now) {
    const next = nextOf(subject);
    const isHeld = subject.kind === 'person' && subject.held === true;
    const waitingSince = isHeld || next?.dueAt === 0 ? (subject.waitingSince ?? now) : undefined;
    const since = waitingSince === undefined ? {} : { waitingSince };
    if (!next)
        return { priority: PRIORITY.housekeeping, dueAt: expiry(subject), ...since };
    const turn = waitingSince === undefined ? 0 : (subject.turn ?? waitingSince);
    const dueAt = Math.max(next.dueAt, turn, subject.retryAt ?? 0);
    return { priority: next.priority, dueAt, ...since };
}
/** Only what stands alone may go out: nobody knows who it is, it was refused, or the operator is to decide. */
function isHeldBack(subject) {
    if (subject.refused || subject.held)
        return true;
    return subject.kind === 'person' && !subject.email;
}
function expiry(subject) {
    const isKnown = subject.kind === 'account' || Boolean(subject.email);
    const kept = isKnown ? KNOWN_RETENTION_MS : ANONYMOUS_RETENTION_MS;
    return Math.ceil((subject.lastSeenAt + kept) / DAY_MS$1) * DAY_MS$1;
}
function nextOf(subject) {
    let next;
    for (const part of partsOf(subject)) {
        const due = part.due(subject);
        if (due?.standsAlone)
            return due;
        if (due && (!next || isBefore(due, next)))
            next = due;
    }
    if (!next || isHeldBack(subject))
        return undefined;
    // Whatever waits, the person's record comes first, and nothing is worth more.
    const makesContact = subject.kind === 'person' && isNew(subject);
    return makesContact ? { priority: PRIORITY.newContact, dueAt: 0 } : next;
}
function isBefore(one, other) {
    return one.priority === other.priority ? one.dueAt < other.dueAt : one.priority < other.priority;
}

/**
 * The people and accounts of the outbox, by id and by identity key. Changes are kept in memory until
 * `save`, so that a pass over many events writes each row once; callers wrap it in a transaction.
 */
class Subjects {
    #sql;
    #now;
    #turns;
    #loaded = new Map();
    #places = new Map();
    #changed = new Set();
    #claims = new Map();
    #ids = new Map();
    #keys = new Map();
    #nextId;
    /** `turns` say who has to wait for whom, where events are folded. */
    constructor(sql, now, turns) {
        this.#sql = sql;
        this.#turns = turns;
        this.#now = now;
    }
    byId(id) {
        const loaded = this.#loaded.get(id);
        if (loaded)
            return loaded;
        const row = takeSubjectRow(this.#sql, id, this.#now);
        if (!row)
            return undefined;
        this.#places.set(id, row.place);
        return this.#keep(id, row.subject);
    }
    byKey(key) {
        if (!this.#keys.has(key)) {
            const [row] = this.#sql
                .exec('SELECT subject FROM identity WHERE key = ?', key)
                .toArray();
            this.#keys.set(key, row?.subject);
        }
        const id = this.#keys.get(key);
        const found = id === undefined ? undefined : this.byId(id);
        // One that was set aside leaves its number to the next one, who is not meant by this key yet.
        if (!found)
            this.#keys.set(key, undefined);
        return found;
    }
    idOf(subject) {
        const id = this.#ids.get(subject);
        if (id === undefined)
            throw new Error('subjects: not one of this store');
        return id;
    }
    holds(subject) {
        const id = this.#ids.get(subject);
        return id !== undefined && this.#loaded.get(id) === subject;
    }
    person(key) {
        const found = this.byKey(key);
        return found?.kind === 'person' ? found : undefined;
    }
    account(name, now) {
        const known = this.findAccount(name);
        if (known)
            return known;
        const account = createAccount(name, now);
        this.#add(account);
        this.point(accountKey(name), account);
        return account;
    }
    findAccount(name) {
        const found = this.byKey(accountKey(name));
        return found?.kind === 'account' ? found : undefined;
    }
    createPerson(now) {
        const person = createPerson(now);
        this.#add(person);
        return person;
    }
    /** From now on `key` means this subject. */
    point(key, subject) {
        const before = this.byKey(key);
        if (before === subject)
            return;
        if (before) {
            before.keys = before.keys.filter((each) => each !== key);
            if (before.kind === 'person')
                delete before.ranks?.[key];
            this.touch(before);
        }
        if (!subject.keys.includes(key))
            subject.keys.push(key);
        this.#keys.set(key, this.idOf(subject));
        this.#sql.exec('INSERT OR REPLACE INTO identity VALUES (?, ?)', key, this.idOf(subject));
        this.touch(subject);
    }
    /** Marks a subject as changed, to be written by `save`. */
    touch(subject, claim) {
        const id = this.idOf(subject);
        this.#changed.add(id);
        if (claim)
            this.#claims.set(id, withClaim(this.#claims.get(id) ?? [], claim));
    }
    remove(subject) {
        const id = this.idOf(subject);
        for (const key of subject.keys) {
            this.#sql.exec('DELETE FROM identity WHERE key = ?', key);
            this.#keys.set(key, undefined);
        }
        this.#sql.exec('DELETE FROM subject WHERE id = ?', id);
        this.#loaded.delete(id);
        this.#changed.delete(id);
        // Its number may be given to the next one, whose row does not exist yet.
        this.#places.delete(id);
    }
    /** Writes what changed, each with the priority and the time of its next step. */
    save() {
        for (const id of this.#changed) {
            const subject = this.#loaded.get(id);
            if (!subject)
                continue;
            this.#takeTurn(subject, this.#claims.get(id) ?? []);
            const { waitingSince, ...next } = schedule(subject, this.#now);
            if (waitingSince === undefined)
                delete subject.waitingSince;
            else
                subject.waitingSince = waitingSince;
            const isDeferred = subject.turn === next.dueAt && next.dueAt > this.#now;
            const turn = isDeferred ? next.dueAt : null;
            const place = { ...next, waitingSince: waitingSince ?? null, turn };
            const before = this.#places.get(id);
            writeSubjectRow(this.#sql, { id, subject, place, ...(before && { before }) });
            this.#places.set(id, place);
        }
        this.#changed.clear();
        this.#claims.clear();
    }
    /**
     * Who begins to wait gets a place in line. One who was put off by somebody's flood gets the better one
     * that the next to speak of them has, and a believed word lends its own to whoever waits.
     */
    #takeTurn(subject, claims) {
        const waits = schedule(subject, this.#now).waitingSince !== undefined;
        if (!waits)
            delete subject.turn;
        if (!waits || !this.#turns)
            return;
        let best = subject.waitingSince === undefined ? undefined : (subject.turn ?? this.#now);
        for (const claim of claims) {
            if (best !== undefined && best <= this.#now && !claim.isBelieved)
                continue;
            const turn = this.#turns.take(claim, this.#now) ?? this.#now;
            best = Math.min(turn, best ?? turn);
        }
        if (best === this.#now)
            delete subject.turn;
        else if (best !== undefined)
            subject.turn = best;
    }
    #add(subject) {
        this.#nextId ??= this.#highestId() + 1;
        this.#keep(this.#nextId++, subject);
        this.touch(subject);
    }
    #highestId() {
        const [row] = this.#sql
            .exec('SELECT MAX(id) AS id FROM subject')
            .toArray();
        return row?.id ?? 0;
    }
    #keep(id, subject) {
        this.#loaded.set(id, subject);
        this.#ids.set(subject, id);
        return subject;
    }
}
/** One of each who asks. */
function withClaim(claims, claim) {
    const isKnown = claims.some(({ source, group, isBelieved }) => source === claim.source && group === claim.group && isBelieved === claim.isBelieved);
    return isKnown ? claims : [...claims, claim];
}
/** Account names differ only by case on the site far more often than in the CRM. */
const accountKey = (name) => `g:${name.trim().toLowerCase()}`;

/** So many different people or companies in a row are not at fault themselves. */
const BARRED_AFTER = 3;
/** Then one call in this time asks whether the right is there; sooner where people come into the CRM by it. */
const BARRED_MS = 5 * 60_000;
const BARRED_PEOPLE_MS = 60_000;
const barredFor = (kind) => (makesPeople(kind) ? BARRED_PEOPLE_MS : BARRED_MS);
/** What was not refused for so long is no longer asked for: nothing of the kind waits. */
const TOLD_MS$2 = 2 * 3_600_000;
function readBarredKinds(sql, now) {
    const kinds = readAll(sql);
    return Object.fromEntries(Object.entries(kinds).filter(([, { at }]) => at > now - TOLD_MS$2));
}
/** Whether no call of this kind went well since it was refused, however long ago. */
const wasBarred = (sql, kind) => readAll(sql)[kind] !== undefined;
const readAll = (sql) => readState(sql, 'barredKinds', {});
const barredUntil = (kinds, kind, now) => {
    const until = kinds[kind]?.until;
    return until !== undefined && until > now ? until : undefined;
};
/**
 * Freshsales refused a call for its kind, or so it seems. The kind is barred once several subjects in
 * a row were refused; answers whether it is. A subject that is refused alone, while others pass, is
 * at fault itself: see `openKind`.
 */
function barKind(sql, { kind, subject, now, ...refusal }) {
    const kinds = readAll(sql);
    const known = kinds[kind];
    const others = known?.subjects.filter((each) => each !== subject) ?? [];
    const subjects = [...others, subject].slice(-BARRED_AFTER);
    const isBarred = subjects.length >= BARRED_AFTER;
    kinds[kind] = {
        ...refusal,
        since: known?.since ?? now,
        at: now,
        subjects,
        ...(isBarred && { until: now + barredFor(kind) }),
    };
    writeState(sql, 'barredKinds', kinds);
    return isBarred;
}
/** A call of this kind went well. Answers what was said of it before. */
function openKind(sql, kind) {
    const { [kind]: known, ...others } = readAll(sql);
    if (known)
        writeState(sql, 'barredKinds', others);
    return known;
}
/** Calls that one right of the role covers: `POST /deals` is every deal that is made. */
function callKindName({ method, path, base }) {
    if (base === 'track')
        return `${method} ${TRACKING}`;
    const [collection = '', id, list] = path.split('?', 1)[0]?.split('/').filter(Boolean) ?? [];
    const isOfRecord = id !== undefined && /^\d+$/.test(id);
    return `${method} /${isOfRecord && list ? list : collection}`;
}
/** What the user may not do, as one says it: `create deals`. */
function rightFor(kind) {
    const [method = '', collection = ''] = kind.split(' ', 2);
    const noun = NOUNS[collection.replace('/', '')] ?? collection.replace('/', '').replaceAll('_', ' ');
    return `${VERBS[method] ?? method} ${noun}`;
}
/** Whether people come into the CRM by this kind of call. */
const makesPeople = (kind) => kind === 'POST /contacts' || kind === 'POST /leads';
const TRACKING = 'tracking';
const VERBS = {
    POST: 'create',
    PUT: 'update',
    GET: 'read',
    DELETE: 'delete',
};
const NOUNS = {
    sales_accounts: 'accounts',
    sales_activities: 'activities',
    lookup: 'what a search finds',
    [TRACKING]: 'page views and events of the tracking API',
};
const FORBIDDEN = 403;
/** What Freshsales does not let this user do, with its own words; undefined: nothing is missing. */
function tellMissingRights(kinds) {
    const rights = Object.entries(kinds).filter(([, { status }]) => status === FORBIDDEN);
    if (rights.length === 0)
        return undefined;
    const told = rights.map(([kind, { words }]) => `${rightFor(kind)}${said(words)}`).join('; ');
    const rest = rights.some(([kind]) => makesPeople(kind))
        ? 'New leads wait meanwhile.'
        : 'Everything else goes on.';
    return `Freshsales does not let this user ${told}. Give the user of FRESHSALES_API_KEY a role that may. ${rest}`;
}
/** The address is no account's, or not of this kind: nothing is found there. */
function tellWrongAddress(kinds) {
    const [strange] = Object.entries(kinds).filter(([, { status }]) => status !== FORBIDDEN);
    if (!strange)
        return undefined;
    const [kind, { status }] = strange;
    return `Freshsales answers ${status} to ${kind}: check FRESHSALES_DOMAIN. What is sent there waits meanwhile.`;
}
const MAX_CHARACTERS = 200;
/** Anyone may read this: what looks like a person's is left out of Freshsales' words. */
function said(words) {
    const harmless = words
        .slice(0, MAX_CHARACTERS)
        .replace(/\S*@\S*|\S*\d{4,}\S*/g, '…')
        .replace(/[.\s]+$/, '');
    return harmless === '' ? '' : `: ${harmless}`;
}

const SLOT_MS = 10_000;
const KEPT_HOURS = 24;
/** The last part of the hour's budget is kept for what matters most. */
const SHARE = {
    [PRIORITY.newContact]: 1,
    [PRIORITY.identity]: 0.95,
    [PRIORITY.mapped]: 0.9,
    [PRIORITY.timeline]: 0.75,
    [PRIORITY.housekeeping]: 0.75,
};
/** A header is believed this long; the window it speaks of is not known. */
const BELIEVED_MS = MINUTE_MS;
/** When a call of this priority may be made: `now`, or a later time to look again. */
function affordableAt(budget, limits, priority, now) {
    if (budget.pausedUntil && budget.pausedUntil > now)
        return budget.pausedUntil;
    const hourly = callsAffordable(limits, priority);
    const hint = budget.remaining;
    if (hint && hint.at + BELIEVED_MS > now && hint.calls <= 0)
        return hint.at + BELIEVED_MS;
    return Math.max(roomAt(budget, hourly, HOUR_MS, now), roomAt(budget, limits.minuteCalls, MINUTE_MS, now));
}
/** How much of the hour's limit is open to calls of this priority. */
function callsAffordable(limits, priority) {
    return Math.max(1, Math.floor(limits.hourlyCalls * SHARE[priority]));
}
/** How many calls the limits leave open now, whatever they are worth. */
function callsOpen(budget, { hourlyCalls, minuteCalls }, now) {
    return Math.min(hourlyCalls - spentWithin(budget, HOUR_MS, now), minuteCalls - spentWithin(budget, MINUTE_MS, now));
}
/** No call before there is room for so many at once. */
function makeRoom(budget, { hourlyCalls, minuteCalls, calls }, now) {
    delete budget.pausedFor;
    budget.pausedUntil = Math.max(roomAt(budget, hourlyCalls - calls + 1, HOUR_MS, now), roomAt(budget, minuteCalls - calls + 1, MINUTE_MS, now));
}
function spentWithin(budget, windowMs, now) {
    let calls = 0;
    for (const [slot, count] of Object.entries(budget.spent))
        if (isWithin(slot, windowMs, now))
            calls += count;
    return calls;
}
/** Notes a call before it is made, so that a crash can only make us spend less. */
function charge(budget, now) {
    const slot = String(Math.floor(now / SLOT_MS));
    for (const each of Object.keys(budget.spent))
        if (!isWithin(each, HOUR_MS, now))
            delete budget.spent[each];
    budget.spent[slot] = (budget.spent[slot] ?? 0) + 1;
    countHour(budget, Math.floor(now / HOUR_MS));
    if (budget.remaining)
        budget.remaining.calls--;
}
function countHour(budget, hour) {
    budget.hours ??= {};
    for (const each of Object.keys(budget.hours))
        if (Number(each) <= hour - KEPT_HOURS)
            delete budget.hours[each];
    budget.hours[hour] = (budget.hours[hour] ?? 0) + 1;
}
function pause(budget, reason, until) {
    budget.pausedUntil = until;
    budget.pausedFor = reason;
}
/** An answer came: Freshsales is there. */
function answered(budget, remaining, now) {
    delete budget.pausedUntil;
    delete budget.pausedFor;
    delete budget.failures;
    if (remaining !== undefined)
        budget.remaining = { calls: remaining, at: now };
}
/** The first time at which the window holds fewer calls than the limit. */
function roomAt(budget, limit, windowMs, now) {
    let excess = spentWithin(budget, windowMs, now) - limit + 1;
    if (excess <= 0)
        return now;
    for (const slot of Object.keys(budget.spent)
        .map(Number)
        .sort((a, b) => a - b)) {
        if (!isWithin(String(slot), windowMs, now))
            continue;
        excess -= budget.spent[slot] ?? 0;
        if (excess <= 0)
            return (slot + 1) * SLOT_MS + windowMs;
    }
    return now + windowMs;
}
/** A slot counts until all of it has left the window; a clock set back must not hide what was spent. */
function isWithin(slot, windowMs, now) {
    return (Number(slot) + 1) * SLOT_MS + windowMs > now;
}

/** A record that is gone again this soon is not made again. */
const AGAIN_MS = 3_600_000;
/** The contact is another one from now on, or none: everything is to be told of it anew. */
function forgetRecord(person) {
    delete person.contactId;
    delete person.existed;
    for (const part of PARTS$1)
        part.forgetRecord?.(person);
}
/**
 * Forgets a contact that somebody deleted in the CRM, or a lead that was deleted or converted, so that
 * it is looked for or made again with all that is known of the person. False: the refusal has another cause.
 */
function forgetDeleted(subject, { purpose, error, now }) {
    if (subject?.kind !== 'person' || isNew(subject))
        return false;
    if (!callKindOf(purpose)?.needsContact?.(subject, purpose) || !saysGone(error))
        return false;
    if (now - (subject.goneAt ?? 0) < AGAIN_MS)
        return false;
    forgetRecord(subject);
    delete subject.leadId;
    subject.goneAt = now;
    return true;
}
/** Whether a refusal means that the record it is about, or hangs on, is gone. */
function saysGone({ status, messages }) {
    return (status === 404 ||
        messages.some((text) => /\b(?:targetable|contacts?|leads?)\b.*(?:exist|found)/i.test(text)));
}
/** An account that was seen in Freshsales this lately is there: the refusal has another cause. */
const SURE_MS = 600_000;
function doubtAccounts(subjects, now) {
    return (names) => names.filter((name) => {
        const account = subjects.findAccount(name);
        if (account?.id === undefined || account.isDoubted === false)
            return false;
        if (now - (account.seenAt ?? 0) < SURE_MS)
            return false;
        account.isDoubted = true;
        subjects.touch(account);
        return true;
    });
}

/** A subject whose call would do harm is looked at again after this long. */
const CONTAINED_MS = HOUR_MS;
/** Backoff, a cap on new contacts and a visit that goes on all end far sooner. */
const LONGEST_WAIT_MS = 7 * 86_400_000;
/** As much of a person as one read and one write of a row may cost. */
const MAX_ROW_CHARACTERS = 256 * 1024;
/** Some ten thousand events in a week. */
const MAX_LEDGER_CHARACTERS = 96 * 1024;
/** Calls that make a record each time they are repeated. */
const CREATES = /^\/(?:notes|deals|sales_activities|tasks|leads)(?:\?|$)/;
/** Whether the call may leave; if not, its subject waits. Looks at the row once and does not parse it. */
function mayLeave(deps, attempt) {
    const { storage, config, now } = deps;
    const { id, step } = attempt;
    const mark = JSON.stringify(step.doubtKey ?? '');
    const [row] = storage.sql
        .exec('SELECT length(state) AS size, instr(state, ?) AS marked FROM subject WHERE id = ?', mark, id)
        .toArray();
    if (!row)
        return true;
    const harmful = harmfulIn(attempt, { isMarked: row.marked > 0, limits: config, now: now() });
    if (harmful.length === 0 && row.size <= MAX_LEDGER_CHARACTERS)
        return true;
    storage.transactionSync(() => {
        const subjects = new Subjects(storage.sql, now());
        const subject = subjects.byId(id);
        const broken = [...harmful, ...(subject ? oversized(row.size, subject) : [])];
        for (const name of broken)
            report(storage.sql, name, now());
        if (!subject || harmful.length === 0)
            return;
        subject.retryAt = now() + CONTAINED_MS;
        subjects.touch(subject);
        subjects.save();
    });
    return harmful.length === 0;
}
/** Pure. */
function harmfulIn({ step: { call, doubtKey }, budget }, { isMarked, limits, now }) {
    const isCreate = call.method === 'POST' && call.base !== 'track' && CREATES.test(call.path);
    const mayRepeat = doubtKey === undefined ? !isCreate : isMarked;
    const isAffordable = hasRoom(budget, limits, now);
    return [
        ...(mayRepeat ? [] : ['call-marked']),
        ...(isAffordable ? [] : ['budget-kept']),
    ];
}
/** Apart from how delivery counts; most of the time the counts of two hours and seven slots tell. */
function hasRoom({ spent, hours }, limits, now) {
    const hour = Math.floor(now / HOUR_MS);
    const most = hours ? (hours[hour] ?? 0) + (hours[hour - 1] ?? 0) : limits.hourlyCalls;
    if (most >= limits.hourlyCalls && spentWithin({ spent }, HOUR_MS, now) >= limits.hourlyCalls)
        return false;
    const slot = Math.floor(now / SLOT_MS);
    let calls = 0;
    for (let each = slot - MINUTE_MS / SLOT_MS; each <= slot; each++)
        calls += spent[each] ?? 0;
    return calls < limits.minuteCalls;
}
function oversized(size, subject) {
    const days = subject.kind === 'person' ? Object.values(subject.seen) : [];
    const marks = days.reduce((sum, day) => sum + day.length, 0);
    return [
        ...(size > MAX_ROW_CHARACTERS ? ['row-bounded'] : []),
        ...(marks > MAX_LEDGER_CHARACTERS ? ['ledger-bounded'] : []),
    ];
}
/** A contact was made: the subject as it was before the answer was settled must have had none. */
function checkOneContact(sql, { subject, status, kind, now }) {
    const isSecond = kind === 'contact' && status === 201 && subject.kind === 'person';
    if (isSecond && !isNew(subject))
        report(sql, 'one-contact', now);
}
/** Finds who would wait for ever, and has them looked at now; one question, four look-ups in an index. */
function checkDueTimes(storage, now) {
    const { sql } = storage;
    const latest = now + LONGEST_WAIT_MS;
    const late = sql.exec(TOO_LATE, latest).toArray();
    if (late.length === 0)
        return;
    storage.transactionSync(() => {
        for (const { priority } of late) {
            const query = 'UPDATE subject SET due_at = ? WHERE priority = ? AND due_at > ?';
            sql.exec(query, now, priority, latest);
            report(sql, 'due-in-time', now);
        }
    });
}
const WAITING = Object.values(PRIORITY).filter((priority) => priority !== PRIORITY.housekeeping);
const TOO_LATE = `SELECT column1 AS priority FROM (VALUES (${WAITING.join('), (')}))
  WHERE (SELECT MAX(due_at) FROM subject WHERE priority = column1) > ?`;
function brokenInvariants(sql) {
    return readState(sql, 'invariants', {});
}
function report(sql, name, now) {
    const broken = brokenInvariants(sql);
    const times = (broken[name]?.times ?? 0) + 1;
    writeState(sql, 'invariants', { ...broken, [name]: { times, at: now } });
    logEvent('invariant_broken', { name, times });
}

/** When a source that has had its share of new contacts, or of new accounts, may bring the next one; undefined: now. */
function cappedUntil(sql, { subject, config, now }) {
    if (isMade(subject) || subject.source === undefined || isBelieved(subject))
        return undefined;
    const limit = limitOf(subject.source, config);
    const { hour, bySource } = read$1(sql, now);
    const isFull = limit !== undefined && (bySource[counterOf(subject, subject.source)] ?? 0) >= limit;
    return isFull ? (hour + 1) * HOUR_MS : undefined;
}
const isMade = (subject) => subject.kind === 'account' ? subject.id !== undefined : !isNew(subject);
/** Whoever saw them first: a flood of pages keeps out nobody of whom a server speaks. */
const isBelieved = (subject) => subject.kind === 'person' && isVouched$1(subject);
/** Companies are counted by themselves: a lead is not held back for somebody's companies. */
const counterOf = ({ kind }, source) => kind === 'account' ? `${source}, accounts` : source;
/** Notes that a contact or an account was made; only where somebody wants to know. */
function countNewContact(sql, { subject, config, now }) {
    const { source } = subject;
    if (source === undefined || isBelieved(subject) || limitOf(source, config) === undefined)
        return;
    const made = read$1(sql, now);
    const counter = counterOf(subject, source);
    made.bySource[counter] = (made.bySource[counter] ?? 0) + 1;
    writeState(sql, 'newContacts', made);
}
function read$1(sql, now) {
    const hour = Math.floor(now / HOUR_MS);
    const made = readState(sql, 'newContacts', { hour, bySource: {} });
    return made.hour === hour ? made : { hour, bySource: {} };
}
/** A source's own limit, or the common one; 0 is none. What a server vouches for is not limited. */
function limitOf(name, config) {
    const source = realSources(config.sources).find((each) => each.name === name);
    if (source?.trusted)
        return undefined;
    return source?.newContactsPerHour ?? (config.newContactsPerHour || undefined);
}

/** What one person may take of the hour: so much at once, then so much in an hour. */
const BURST_SHARE = 0.05;
const LEAST_BURST$1 = 8;
const SUSTAINED_SHARE = 0.1;
/**
 * One more call about a subject, and how long the next one has to wait: whoever changes all the time
 * gets the newest values through now and then, and does not take the quota of others. Pure.
 */
function pace(before, { hourlyCalls }, now) {
    const burst = Math.max(LEAST_BURST$1, hourlyCalls * BURST_SHARE);
    const gapMs = HOUR_MS / Math.max(1, hourlyCalls * SUSTAINED_SHARE);
    const passed = before ? Math.max(0, now - before.at) / gapMs : 0;
    const calls = Math.max(0, (before?.calls ?? 0) - passed) + 1;
    return { pace: { calls, at: now }, waitMs: Math.ceil(Math.max(0, calls - burst) * gapMs) };
}
const FIRST_MS = 5_000;
const LONGEST_MS = 3_600_000;
/** A subject's next try: 5 s doubling to an hour, spread by half so that people do not come back together. */
function retryDelay(attempts, random) {
    const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 20));
    return Math.round(full * (0.5 + random / 2));
}
/** Failures in a row of different people before Freshsales counts as down; one that fails three calls in ten is not. */
const OUTAGE_AFTER = 5;
const PROBE_FIRST_MS = 250;
const PROBE_LONGEST_MS = 5 * 60_000;
/** While Freshsales is down, one call at a time asks whether it is back; `undefined` while it is not. */
function probeDelay(failures) {
    if (failures < OUTAGE_AFTER)
        return undefined;
    return Math.min(PROBE_LONGEST_MS, PROBE_FIRST_MS * 2 ** Math.min(failures - OUTAGE_AFTER, 20));
}
/** After this long a subject is set aside as a dead letter: far beyond any outage, short of forever. */
const GIVE_UP_MS = 7 * 86_400_000;
/** A refused key is tried again this often. */
const ACCOUNT_PROBE_MS = 5 * 60_000;

/** Freshsales took it: remembers what it told, and returns what got lost on the way. */
function settle(subject, purpose, outcome) {
    const kind = callKindOf(purpose);
    if (!kind)
        return [];
    resetRetry(subject);
    const lost = kind.settle(subject, purpose, {
        doubtAccounts: () => [],
        ...outcome,
        forgetRecord: forget,
    });
    if (subject.kind === 'person')
        for (const part of PARTS$1)
            part.tellLost?.(subject, [...outcome.problems, ...lost], outcome.config);
    if (!subject.problems)
        return lost;
    const earlier = subject.problems;
    delete subject.problems;
    return [...earlier, ...lost];
    function forget() {
        if (subject.kind === 'person')
            forgetRecord(subject);
    }
}
/** Freshsales refused it for good: takes it out of the way of everything else. Returns what a replay needs. */
function refuse(subject, purpose) {
    const kind = callKindOf(purpose);
    if (!kind)
        return undefined;
    resetRetry(subject);
    return kind.refuse(subject, purpose);
}
/** The operator sends it once more: what was refused waits again, and the subject is tried again. */
function putBack(subject, purpose, removed) {
    resetRetry(subject);
    delete subject.refused;
    if (purpose)
        callKindOf(purpose)?.putBack?.(subject, purpose, removed);
}
function resetRetry(subject) {
    subject.attempts = 0;
    delete subject.retryAt;
}
/** Out of the way of everything else, and into the dead letters, for the operator. */
function setAside$1({ storage, now }, { id, step: { purpose } }, { error, call, subject }) {
    if (!subject)
        return 'refused';
    const lost = refuse(subject, purpose);
    noteDeadLetter(storage.sql, {
        at: now(),
        subject: id,
        reason: messagesOf(error).join('; '),
        purpose,
        call,
        ...(lost && { lost }),
        ...statusOf(error),
    });
    return 'refused';
}
function statusOf(error) {
    const status = error instanceof CallError ? error.status : undefined;
    return status === undefined ? {} : { status };
}
function messagesOf(error) {
    const isSaid = error instanceof RefusedError || error instanceof AccountError;
    if (isSaid && error.messages.length)
        return error.messages;
    return [error instanceof Error ? error.message : String(error)];
}

/** Freshsales took it: the subject, the budget and the journal say so, in the caller's transaction. */
function callAnswered({ storage, config, lists, pretends, now }, { id, step, budget }, { call, problems, answer, took }) {
    const subjects = new Subjects(storage.sql, now());
    const subject = subjects.byId(id);
    const all = [...problems];
    if (isList(step.purpose))
        lists.remember(step.purpose.name, answer, now());
    const kind = callKindName(call);
    const barred = openKind(storage.sql, kind);
    // At a wrong address the lists were missing as well.
    if (barred?.status === NOT_FOUND$2)
        lists.forgetSince(barred.since);
    if (subject) {
        if (barred || subject.barredBefore)
            allow(subject, kind);
        if (step.doubtKey !== undefined)
            clearDoubt(subject, step.doubtKey);
        const { kind: purpose } = step.purpose;
        checkOneContact(storage.sql, { subject, status: answer.status, kind: purpose, now: now() });
        const wasNew = !isMade(subject);
        const outcome = { now: now(), config, answer, call, problems };
        const doubt = doubtAccounts(subjects, now());
        all.push(...settle(subject, step.purpose, { ...outcome, doubtAccounts: doubt }));
        if (wasNew && isCreated(answer, call))
            countNewContact(storage.sql, { subject, config, now: now() });
        keepPace(subject, config, now());
        subjects.touch(subject);
        subjects.save();
    }
    answered(budget, answer.quota?.remaining, now());
    writeState(storage.sql, 'budget', budget);
    noteDelivery(storage.sql, {
        at: now(),
        subject: id,
        purpose: step.purpose.kind,
        call,
        problems: all,
        ...(pretends
            ? { outcome: 'planned' }
            : {
                outcome: all.length ? 'repaired' : 'delivered',
                status: answer.status,
                took,
                answer: answer.body,
            }),
    });
}
function keepPace(subject, limits, now) {
    const next = pace(subject.pace, limits, now);
    subject.pace = next.pace;
    const isWaitedFor = subject.kind === 'person' && isNew(subject);
    if (next.waitMs > 0 && !isWaitedFor)
        subject.retryAt = now + next.waitMs;
}
const NOT_FOUND$2 = 404;
function allow(subject, kind) {
    const others = subject.barredBefore?.filter((each) => each !== kind) ?? [];
    if (others.length > 0)
        subject.barredBefore = others;
    else
        delete subject.barredBefore;
}
/** An account's list belongs to no subject, whoever needed it. */
const isList = (purpose) => purpose.kind === 'list';

/** A call came to nothing: who must act decides what becomes of it. In the caller's transaction. */
function callFailed(deps, attempt, sent) {
    const { storage, now } = deps;
    const { id, step, budget } = attempt;
    const subjects = new Subjects(storage.sql, now());
    const subject = subjects.byId(id);
    const doubt = doubtAccounts(subjects, now());
    const outcome = consequence(deps, attempt, { ...sent, subject, doubtAccounts: doubt });
    if (subject) {
        subjects.touch(subject);
        subjects.save();
    }
    writeState(storage.sql, 'budget', budget);
    const { call, took, problems, error } = sent;
    noteDelivery(storage.sql, {
        at: now(),
        subject: id,
        outcome,
        purpose: step.purpose.kind,
        call,
        took,
        problems,
        messages: messagesOf(error),
        ...statusOf(error),
    });
}
function consequence(deps, attempt, failure) {
    const { error, subject, call } = failure;
    const { step } = attempt;
    if (!(error instanceof ThrottledError ||
        error instanceof AccountError ||
        error instanceof RefusedError))
        return tryAgain(deps, attempt, failure);
    // Freshsales said no before doing anything: a create need not be looked for.
    if (subject && step.doubtKey !== undefined && !step.staysInDoubt)
        clearDoubt(subject, step.doubtKey);
    if (failure.wantsRoomFor !== undefined) {
        makeRoom(attempt.budget, { ...deps.config, calls: failure.wantsRoomFor }, deps.now());
        return 'throttled';
    }
    if (error instanceof ThrottledError) {
        // Nobody's fault and nobody's attempt: the account as a whole waits.
        pause(attempt.budget, 'throttled', deps.now() + error.retryAfterSeconds * 1_000);
        return 'throttled';
    }
    if (error instanceof RefusedError && !isUnknownPath(error, call))
        return refused(deps, attempt, { ...failure, error });
    if (error.status === UNAUTHORIZED) {
        pause(attempt.budget, 'account', deps.now() + ACCOUNT_PROBE_MS);
        return 'account';
    }
    if (isList(step.purpose))
        return giveUp(deps, attempt, failure);
    return barred(deps, attempt, failure);
}
const UNAUTHORIZED = 401;
const NOT_FOUND$1 = 404;
/** Nothing of that name is in the account at all: the address is wrong, not the record. */
function isUnknownPath({ status }, { method, path }) {
    const [, collection = '', id] = path.split('?', 1)[0]?.split('/') ?? [];
    return (status === NOT_FOUND$1 && method === 'POST' && MAKING_RECORDS.has(collection) && !Number(id ?? 0));
}
/** Where a record is made that needs no other: a 404 cannot be about one that is gone. */
const MAKING_RECORDS = new Set(['contacts', 'leads', 'sales_accounts']);
/** Refused for the kind of call; or, where others pass, for what this one is. */
function barred(deps, attempt, failure) {
    const { storage, now } = deps;
    const { error, call, subject } = failure;
    delete attempt.budget.failures;
    const kind = callKindName(call);
    const { status = 403 } = statusOf(error);
    const words = messagesOf(error).join('; ');
    const { id } = attempt;
    if (subject?.barredBefore?.includes(kind) && !wasBarred(storage.sql, kind)) {
        delete subject.barredBefore;
        return setAside$1(deps, attempt, failure);
    }
    const isBarred = barKind(storage.sql, { kind, subject: id, status, words, now: now() });
    if (!subject)
        return 'retrying';
    const before = subject.barredBefore ?? [];
    subject.barredBefore = [...before.filter((each) => each !== kind), kind];
    // Whoever was not refused yet asks first whether it was the record or the right.
    subject.retryAt = now() + (isBarred ? barredFor(kind) + PROBED_FIRST_MS : aloneFor(kind, before));
    return 'retrying';
}
const PROBED_FIRST_MS = 10_000;
/** Who is refused alone is asked about soon once, and then as rarely as all are. */
const aloneFor = (kind, before) => before.includes(kind) ? barredFor(kind) : ALONE_MS;
const ALONE_MS = 60_000;
/** The record is at fault, unless it can be completed or the contact is gone. */
function refused(deps, attempt, failure) {
    const { config, now } = deps;
    const { purpose } = attempt.step;
    const { error, subject } = failure;
    delete attempt.budget.failures;
    const defaults = callKindOf(purpose)?.defaults;
    if (defaults?.mayHelp(purpose, error, config.defaults)) {
        if (subject)
            defaults.apply(subject, config.defaults, { purpose, error });
        return 'retrying';
    }
    if (forgetDeleted(subject, { purpose, error, now: now() }))
        return 'retrying';
    const { status, messages } = error;
    const refusal = { now: now(), status, messages, doubtAccounts: failure.doubtAccounts };
    if (subject && callKindOf(purpose)?.letGo?.(subject, purpose, refusal))
        return 'retrying';
    return giveUp(deps, attempt, failure);
}
/** Nobody is at fault: the subject waits, ever longer, and all of them while Freshsales is down. */
function tryAgain(deps, attempt, failure) {
    const { now, random } = deps;
    const { budget } = attempt;
    const { subject } = failure;
    budget.failures = (budget.failures ?? 0) + 1;
    const delay = probeDelay(budget.failures);
    if (delay !== undefined)
        pause(budget, 'outage', now() + delay);
    if (!subject)
        return 'retrying';
    subject.attempts++;
    subject.retryAt = now() + retryDelay(subject.attempts, random());
    const hasWaited = now() - (subject.waitingSince ?? now());
    return hasWaited < GIVE_UP_MS ? 'retrying' : setAside$1(deps, attempt, failure);
}
function giveUp(deps, attempt, failure) {
    const { purpose } = attempt.step;
    delete attempt.budget.failures;
    if (!isList(purpose))
        return setAside$1(deps, attempt, failure);
    // The account has no such list or does not show it: names stay names, and the lead goes out.
    deps.lists.remember(purpose.name, undefined, deps.now());
    return 'refused';
}

const COLUMNS = 'id, received_at, source, events, verdict';
/** Events held for one source, and in all; one beyond counts at once. */
const HELD_PER_SOURCE = 5_000;
const HELD_IN_ALL = 20_000;
/** A verdict has some 150 bytes. */
const KEPT_VERDICTS = 50_000;
/** Without an anonymousId nobody can name an event, and each is another one. */
function findProvisional(sql, key) {
    if (key.anonymousId === undefined)
        return undefined;
    const [row] = sql
        .exec(`SELECT ${COLUMNS} FROM provisional
         WHERE source = ? AND server = ? AND anonymous_id = ? AND message_id = ?`, ...valuesOf(key))
        .toArray();
    return row && read(row);
}
/** Keeps an event; false when there are too many. */
function holdEvent(sql, key, { event, receivedAt }) {
    const bySource = count(sql, 'AND source = ?', HELD_PER_SOURCE, key.source);
    if (bySource >= HELD_PER_SOURCE || count(sql, '', HELD_IN_ALL) >= HELD_IN_ALL)
        return false;
    insert(sql, key, { receivedAt, events: JSON.stringify([event]), verdict: null });
    return true;
}
/** Remembers what was decided about an event that has not come yet, or has come and may come again. */
function rememberVerdict(sql, key, { verdict, receivedAt }) {
    insert(sql, key, { receivedAt, events: null, verdict });
}
function decideProvisional(sql, id, verdict) {
    sql.exec('UPDATE provisional SET events = NULL, verdict = ? WHERE id = ?', verdict, id);
}
function dropProvisional(sql, id) {
    sql.exec('DELETE FROM provisional WHERE id = ?', id);
}
/** Events that came until then; what seems to come from after `now` was held before the clock was set back. */
function heldUntil(sql, { until, after, limit }) {
    return sql
        .exec(`SELECT ${COLUMNS} FROM provisional
         WHERE events IS NOT NULL AND (received_at <= ? OR received_at > ?)
         ORDER BY received_at, id LIMIT ?`, until, after, limit)
        .toArray()
        .map(read);
}
/** When the event that is held longest came in. */
function heldSince(sql) {
    const [row] = sql
        .exec('SELECT MIN(received_at) AS since FROM provisional WHERE events IS NOT NULL')
        .toArray();
    return row?.since ?? undefined;
}
/** Forgets the oldest verdicts, and those of whoever makes up too many. Returns when the oldest one left came. */
function forgetVerdicts(sql, { before, limit }) {
    const decided = 'SELECT id FROM provisional WHERE events IS NULL';
    sql.exec(`DELETE FROM provisional WHERE id IN (
       ${decided} AND received_at <= ? ORDER BY received_at LIMIT ${limit})`, before);
    sql.exec(`DELETE FROM provisional WHERE events IS NULL
       AND id <= (SELECT MAX(id) FROM provisional) - ${KEPT_VERDICTS}`);
    const [row] = sql
        .exec('SELECT MIN(received_at) AS since FROM provisional WHERE events IS NULL')
        .toArray();
    return row?.since ?? Number.POSITIVE_INFINITY;
}
function insert(sql, key, row) {
    sql.exec(`INSERT OR IGNORE INTO provisional
       (source, server, anonymous_id, message_id, received_at, events, verdict)
       VALUES (?, ?, ?, ?, ?, ?, ?)`, ...valuesOf(key), row.receivedAt, row.events, row.verdict);
}
/** Counts no further than it has to. */
function count(sql, where, limit, ...values) {
    const held = `SELECT 1 FROM provisional WHERE events IS NOT NULL ${where} LIMIT ${limit}`;
    const [row] = sql
        .exec(`SELECT COUNT(*) AS held FROM (${held})`, ...values)
        .toArray();
    return row?.held ?? 0;
}
const read = ({ received_at: receivedAt, ...row }) => ({ ...row, receivedAt });
const valuesOf = ({ source, isServer, anonymousId, messageId }) => [
    source,
    isServer ? 1 : 0,
    anonymousId ?? null,
    messageId,
];

/**
 * What of a request is to be folded now. A form that the browser itself submitted is held until the
 * next page has spoken, and what that page says is consumed here. In the caller's transaction.
 */
function eventsToFold(sql, request) {
    let room = MAX_NAMED;
    return request.events.flatMap((event) => {
        const decision = decisionOf(event);
        if (decision) {
            const messageIds = decision.messageIds.slice(0, room);
            room -= messageIds.length;
            for (const messageId of messageIds)
                decide(sql, { ...keyOf$1(request, event), messageId }, { ...request, ...decision });
            return [];
        }
        return isProvisional(event) ? hold$1(sql, request, event) : [event];
    });
}
/** The first word about an event stands. */
function decide(sql, key, { verdict, receivedAt }) {
    if (key.anonymousId === undefined)
        return;
    const known = findProvisional(sql, key);
    if (!known)
        rememberVerdict(sql, key, { verdict, receivedAt });
    else if (known.events !== null && isInTime(receivedAt, known.receivedAt)) {
        decideProvisional(sql, known.id, verdict);
        if (verdict === 'confirmed')
            appendRow(sql, { ...known, events: known.events });
    }
}
/** Empty while it is held, and where it was withdrawn. */
function hold$1(sql, request, event) {
    const key = keyOf$1(request, event);
    const known = findProvisional(sql, key);
    const counted = withoutMark(event);
    if (known)
        return known.verdict === 'confirmed' ? [counted] : [];
    return holdEvent(sql, key, { event: counted, receivedAt: request.receivedAt }) ? [] : [counted];
}
const keyOf$1 = ({ source }, event) => ({
    source,
    isServer: wordOf(event).provenance === 'server',
    anonymousId: event.anonymousId || undefined,
    messageId: event.messageId,
});
/** Events released in one turn. */
const AT_ONCE$1 = 100;
/**
 * Puts provisional events that nobody spoke of in time back among the requests that are to be folded.
 * What was received before is folded first: it may hold a word about them.
 */
function releaseHeld(storage, now) {
    const { sql } = storage;
    const since = heldSince(sql);
    if (since === undefined)
        return;
    const until = Math.min(now, oldestRequest(sql) ?? now) - HELD_MS;
    const due = heldUntil(sql, { until, after: now + HELD_MS, limit: AT_ONCE$1 });
    if (due.length === 0)
        return;
    storage.transactionSync(() => {
        for (const { id, source, receivedAt, events } of due) {
            if (events !== null)
                appendRow(sql, { source, receivedAt, events });
            dropProvisional(sql, id);
        }
    });
}
/** When the next one is to be released. */
function releaseAt(sql) {
    const since = heldSince(sql);
    return since === undefined ? NEVER : since + HELD_MS;
}
function oldestRequest(sql) {
    const [row] = sql
        .exec('SELECT received_at FROM inbox ORDER BY id LIMIT 1')
        .toArray();
    return row?.received_at;
}

/** For good stays for good. */
async function keepOut(sql, keys, { before, until } = {}) {
    for (const hash of await hashAll(sql, keys))
        sql.exec(`INSERT INTO kept_out VALUES (?, ?, ?) ON CONFLICT (hash)
         DO UPDATE SET before = excluded.before, until = excluded.until WHERE until IS NOT NULL`, hash, before ?? null, until ?? null);
}
/** Takes back that somebody is kept out for good; false when they were not. */
async function letIn(sql, key) {
    const [hash] = await hashAll(sql, [key]);
    const query = 'DELETE FROM kept_out WHERE hash = ? AND until IS NULL RETURNING hash';
    return sql.exec(query, hash ?? '').toArray().length > 0;
}
/** Those who are kept out for good. */
const KEPT_OUT_FOR_GOOD = 'SELECT 1 FROM kept_out WHERE until IS NULL';
function isAnybodyKeptOut(sql, now) {
    sql.exec('DELETE FROM kept_out WHERE until < ?', now);
    return sql.exec('SELECT 1 FROM kept_out LIMIT 1').toArray().length > 0;
}
/** Which of these keys are kept out, each with before when; always is `Infinity`. */
async function findKeptOut(sql, keys) {
    const found = new Map();
    const hashes = await hashAll(sql, keys);
    for (const [index, key] of keys.entries()) {
        const [row] = sql
            .exec('SELECT before FROM kept_out WHERE hash = ?', hashes[index] ?? '')
            .toArray();
        if (row)
            found.set(key, row.before ?? Number.POSITIVE_INFINITY);
    }
    return found;
}
async function hashAll(sql, keys) {
    const pseudonymOf = await createPseudonyms(logKey(sql));
    return Promise.all(keys.map(pseudonymOf));
}

/** Every address in an event, wherever it stands and however it is spelt, and its ids. Pure. */
function keysNamedIn(event) {
    const { userId, anonymousId } = event;
    const addresses = new Set();
    addAddresses(event, addresses);
    return [
        ...[...addresses].map((address) => `e:${address}`),
        ...(userId === undefined ? [] : [`u:${userId}`]),
        ...(anonymousId === undefined ? [] : [`a:${anonymousId}`]),
    ];
}
/** Names of values count as texts. */
function addAddresses(value, addresses) {
    if (typeof value === 'string')
        for (const each of addressesIn(value))
            addresses.add(each);
    else if (typeof value === 'object' && value !== null)
        for (const [name, each] of Object.entries(value)) {
            for (const address of addressesIn(name))
                addresses.add(address);
            addAddresses(each, addresses);
        }
}
/** What the text is as a whole, and what stands in it; as `toEmail` writes them. Pure. */
function addressesIn(text) {
    if (!text.includes('@'))
        return [];
    const visible = text.normalize('NFC').replace(/\p{Cf}/gu, '');
    const runs = visible.match(ADDRESS) ?? [];
    // "email=ann@acme.example" is one run, and hardly an address that begins with "email=".
    const candidates = runs.flatMap((run) => [run, run.split(SIGN).at(-1)]);
    return [text, ...candidates].flatMap((each) => toEmail(each) ?? []);
}
const ADDRESS = /(?<![^\s"'\\<>(),;:@])[^\s"'\\<>(),;:@]{1,64}@[\p{L}\p{N}\p{M}.-]{1,255}[\p{L}\p{N}\p{M}]/gu;
const SIGN = /[=&/?|![\]{}#*~`^$]/;

/** Without these a part of a person's row means nothing. */
const NEEDED = new Set(['value', 'url', 'name', 'title', 'key']);
/**
 * What is left of a row without the texts that are somebody's; undefined where nothing is left that
 * means anything. Names of values count as texts. Pure.
 */
function prune(value, isTheirs, needed = NEEDED) {
    if (typeof value === 'string')
        return isTheirs(value) ? undefined : value;
    if (Array.isArray(value))
        return value.map((each) => prune(each, isTheirs, needed)).filter((each) => each !== undefined);
    if (!isObject$1(value))
        return value;
    const kept = {};
    for (const [name, each] of Object.entries(value)) {
        const left = isTheirs(name) ? undefined : prune(each, isTheirs, needed);
        if (left !== undefined)
            kept[name] = left;
        else if (each !== undefined && needed.has(name))
            return undefined;
    }
    return kept;
}

const ALWAYS = Number.POSITIVE_INFINITY;
/** Of an event everything else stays. */
const NOTHING = new Set();
/**
 * Takes out of the oldest requests what is about somebody who is kept out: what was said before they
 * were forgotten and comes only now, such as a browser's queue, and whatever names an address that asked
 * never to be kept. What came in meanwhile is looked at as well: after it nothing is unchecked.
 */
async function dropKeptOut(storage, { settings, now }) {
    const { sql } = storage;
    if (!isAnybodyKeptOut(sql, now))
        return;
    const checked = new Set();
    for (;;) {
        const rows = takeRows(sql).filter(({ id }) => !checked.has(id));
        if (rows.length === 0)
            return;
        for (const { id } of rows)
            checked.add(id);
        const requests = rows.map((row) => ({ row, events: readable(row) }));
        const keys = new Set(requests.flatMap(({ events }) => events.flatMap(keysNamedIn)));
        const keptOut = await findKeptOut(sql, [...keys]);
        if (keptOut.size === 0)
            continue;
        storage.transactionSync(() => {
            let named = 0;
            for (const { row, events } of requests) {
                const judged = events.map((event) => judge(event, { keptOut, settings }));
                named += judged.filter(({ namesThem }) => namesThem).length;
                const left = judged.flatMap(({ event }) => event ?? []);
                const isChanged = events.some((event, index) => left[index] !== event);
                if (isChanged && left.length === 0)
                    dropRows(sql, [row]);
                else if (isChanged)
                    sql.exec('UPDATE inbox SET events = ? WHERE id = ?', JSON.stringify(left), row.id);
            }
            if (named > 0)
                noteKeptOut(sql, named, now);
        });
    }
}
/** What cannot be read is told when it is folded. */
function readable(row) {
    try {
        return eventsOf(row);
    }
    catch {
        return [];
    }
}
function judge(event, { keptOut, settings }) {
    const at = Date.parse(event.timestamp);
    const found = keysNamedIn(event).flatMap((key) => {
        const before = keptOut.get(key);
        const isMeant = before !== undefined && (before === ALWAYS || at < before);
        return isMeant ? [{ key, before }] : [];
    });
    if (found.length === 0)
        return { event };
    if (found.some(({ before }) => before !== ALWAYS))
        return {};
    const addresses = new Set(found.map(({ key }) => key.slice('e:'.length)));
    const { emails } = peopleOf(event, settings).people;
    if (emails.some((email) => addresses.has(email)))
        return { namesThem: true };
    return { ...withoutMentions(event, addresses), namesThem: true };
}
/** Somebody else's event stays, without what names the address; where that is its own name, it goes. */
function withoutMentions(event, addresses) {
    const isTheirs = (text) => addressesIn(text).some((address) => addresses.has(address));
    const left = {};
    for (const [part, value] of Object.entries(event)) {
        if (typeof value === 'string' && isTheirs(value))
            return {};
        left[part] = typeof value === 'object' ? prune(value, isTheirs, NOTHING) : value;
    }
    return { event: left };
}
const readKeptOutEvents = (sql) => readState(sql, 'keptOut', { count: 0, at: 0 });
function noteKeptOut(sql, count, at) {
    writeState(sql, 'keptOut', { count: readKeptOutEvents(sql).count + count, at });
    logEvent('events_kept_out', { count });
}

/**
 * The person an event is about: by e-mail before userId before anonymousId. Someone anonymous
 * becomes the person they introduce themselves as; two people who both have an address stay two,
 * and a shared browser follows whoever introduced themselves last.
 */
function findPerson$1(identity, subjects, now) {
    const { email, userId, anonymousId } = identity;
    const byEmail = email ? subjects.person(`e:${email}`) : undefined;
    const byUser = userId ? subjects.person(`u:${userId}`) : undefined;
    const byAnonymous = anonymousId ? subjects.person(`a:${anonymousId}`) : undefined;
    const found = choose({ byEmail, byUser, byAnonymous }, identity);
    const person = found ?? subjects.createPerson(now);
    for (const other of [byUser, byAnonymous])
        if (other && other !== person && isNobodyElse(other, identity))
            absorb(person, other, subjects);
    pointKeys(person, identity, subjects);
    nameThem(person, identity);
    const holder = userId ? subjects.person(`u:${userId}`) : undefined;
    return holder && holder !== person && holder.email && email
        ? { person, lookalike: holder }
        : { person };
}
/** `alias`: what was known under `previousId` belongs to `userId` from now on. */
function aliasPerson(previousId, identity, subjects, now) {
    const by = provenanceOfKey('previousId', identity.provenance);
    const userKey = `u:${previousId}`;
    const key = subjects.person(userKey) ? userKey : `a:${previousId}`;
    const previous = subjects.person(key);
    const { person } = findPerson$1(identity, subjects, now);
    if (previous && previous !== person && !mayMove(previous, key, by)) {
        reportProblem(person, { field: 'previousId', reason: NOT_JOINED, value: previousId });
        return { person };
    }
    if (!previous || previous === person || !subjects.holds(previous)) {
        point(userKey, { person, by }, subjects);
        return { person };
    }
    const [stays, goes] = previous.email && !person.email ? [previous, person] : [person, previous];
    if (goes.email)
        reportTwo(stays, goes);
    else
        absorb(stays, goes, subjects);
    point(userKey, { person: stays, by }, subjects);
    return { person: stays };
}
const NOT_JOINED = 'not joined: a server has said whose this id is, and a page may not change it';
function reportTwo(one, other) {
    const reason = 'not merged: each has an address; merge them in Freshsales if they are one person';
    reportProblem(one, { field: 'previousId', reason, value: other.email ?? null });
    reportProblem(other, { field: 'previousId', reason, value: one.email ?? null });
}
/** Who of them it is; undefined: someone new. Pure. */
function choose({ byEmail, byUser, byAnonymous }, identity) {
    const { email, userId } = identity;
    const free = byAnonymous && (!byAnonymous.userId || !userId || byAnonymous.userId === userId);
    if (!email)
        return byUser ?? (free || !userId ? byAnonymous : undefined);
    if (byEmail)
        return byEmail;
    if (byUser && (!byUser.email || mayChangeAddress(byUser, identity)))
        return byUser;
    return free && !byAnonymous?.email ? byAnonymous : undefined;
}
/**
 * The same user with another address: the address changed. Only an identify that is vouched for may
 * say so, for anyone can send a userId that is not theirs; and only where the id leads to the person
 * on no lower word, and the address stands there on no higher one.
 */
function mayChangeAddress(person, { userId, introduces, provenance }) {
    return (introduces &&
        provenance !== 'page' &&
        compareRanks(keyRank(person, `u:${userId}`), provenance) >= 0 &&
        compareRanks(keyRank(person, `e:${person.email}`), provenance) <= 0);
}
function isNobodyElse(other, { userId }) {
    return !other.email && (!other.userId || other.userId === userId);
}
function nameThem(person, { email, userId, introduces, provenance }) {
    if (email && !person.email)
        person.email = email;
    else if (email && introduces && person.email !== email && !isOlderAddress(person, email)) {
        if (person.contactId)
            person.emailMoved = true;
        else
            reportReplaced(person, email);
        person.email = email;
    }
    if (!userId || !person.keys.includes(`u:${userId}`))
        return;
    const before = keyRank(person, `u:${person.userId}`);
    if (!person.userId || (introduces && compareRanks(before, provenance) <= 0))
        person.userId = userId;
}
/** Said before the one that the person goes by now. */
function isOlderAddress(person, email) {
    const key = `e:${email}`;
    return person.keys.indexOf(key) < person.keys.indexOf(`e:${person.email}`);
}
function reportReplaced(person, address) {
    const reason = `replaced by ${address} before it was in the CRM: both came with the same user id`;
    reportProblem(person, { field: 'emails', reason, value: person.email ?? null });
}
function pointKeys(person, identity, subjects) {
    const { email, userId, anonymousId, introduces, provenance } = identity;
    if (email)
        take(`e:${email}`, provenance);
    if (userId)
        take(`u:${userId}`, provenanceOfKey('userId', provenance));
    if (anonymousId)
        take(`a:${anonymousId}`, provenanceOfKey('anonymousId', provenance));
    function take(key, by) {
        const before = subjects.person(key);
        if (before && before !== person) {
            if (!introduces || !mayMove(before, key, by))
                return;
            // Events sent again find the new person: what has been folded for the old one stays known.
            mergeLedgers(person.seen, before.seen);
        }
        point(key, { person, by }, subjects);
    }
}
/** A userId that leads to a contact stays there whatever a page says; a browser may change hands. */
function mayMove(holder, key, by) {
    if (by === 'page' && key.startsWith('u:') && !isNew(holder))
        return false;
    return compareRanks(keyRank(holder, key), by) <= 0;
}
function point(key, { person, by }, subjects) {
    const rank = person.keys.includes(key) ? higherOf(keyRank(person, key), by) : by;
    subjects.point(key, person);
    if (person.ranks?.[key] !== rank)
        person.ranks = { ...person.ranks, [key]: rank };
}
/** One person stays, under the keys of both. */
function absorb(into, from, subjects) {
    mergePeople(into, from);
    const keys = from.keys.map((key) => ({ key, by: keyRank(from, key) }));
    subjects.remove(from);
    for (const { key, by } of keys)
        point(key, { person: into, by }, subjects);
}

// Pure, but for the person it is about.
/** Names of banners are short; what is longer is none. */
const MAX_NAME = 60;
const MODELS = ['opt-in', 'opt-out', 'none'];
/** Keeps what an event says that the person allowed; the latest decision counts. */
function keepConsent(person, event, receivedAt) {
    const words = consentIn(event.context);
    if (words.size === 0)
        return;
    const happenedAt = Math.min(Date.parse(event.timestamp), receivedAt);
    const { via, model, at } = howIn(event.context?.consent);
    const known = person.consent;
    const told = {
        ...Object.fromEntries(words),
        at: Math.min(at ?? happenedAt, receivedAt),
        ...(via && { via }),
        ...(model && { model }),
        by: wordOf(event).provenance,
    };
    if (known && known.at > told.at)
        return;
    // Without a time of its own a decision is as old as the first event that tells of it.
    if (known && at === undefined && isSame$1(known, told))
        return;
    person.consent = told;
}
function howIn(consent) {
    if (!isObject$1(consent))
        return {};
    const { via, model } = consent;
    const at = Date.parse(`${consent['at']}`);
    return {
        ...(typeof via === 'string' && { via: cleanText(via).slice(0, MAX_NAME) }),
        ...(typeof model === 'string' && MODELS.includes(model) && { model }),
        ...(Number.isFinite(at) && at > 0 && { at }),
    };
}
function isSame$1(one, other) {
    const textOf = ({ at: _, ...rest }) => JSON.stringify(Object.entries(rest).sort());
    return textOf(one) === textOf(other);
}

/** Tags, companies and deals that pages may add to one person in an hour: a sign-up brings a few. */
const MOST_AN_HOUR = 30;
/** The changes without the tags, companies and deals that are too many of a page's making. */
function boundNames(person, changes, { event, receivedAt }) {
    if (wordOf(event).provenance !== 'page')
        return changes;
    const hour = Math.floor(receivedAt / HOUR_MS);
    let count = person.named?.hour === hour ? person.named.count : 0;
    const kept = changes.filter((change) => {
        if (!addsName(person, change))
            return true;
        count++;
        if (count <= MOST_AN_HOUR)
            return true;
        reportProblem(person, { field: change.object, reason: TOO_MANY$1 });
        return false;
    });
    if (count > 0)
        person.named = { hour, count };
    return kept;
}
const TOO_MANY$1 = `left out: the website added more than ${MOST_AN_HOUR} to this person within the hour`;
function addsName({ tags, accounts, deals }, change) {
    switch (change.object) {
        case 'tag':
            return !Object.hasOwn(tags, change.tag);
        case 'account':
            return !Object.keys(accounts).some((name) => nameKey(name) === nameKey(change.name));
        case 'deal':
            return !Object.hasOwn(deals, change.name);
        case 'contact':
        case 'activity':
        case 'task':
        case 'page':
        case 'event':
            return false;
    }
}

// Pure: whether what an event asks for has been done for another one.
/**
 * A server may send what a page has sent under the same id, and both may tell of a form that was handed
 * in once. It is applied, since it may say more; what was caused already is not caused again.
 */
function isFirst(person, change, { event, receivedAt }) {
    const effect = effectOf(change, event);
    const { provenance: by } = wordOf(event);
    const isShared = handInOf(event) !== undefined;
    return effect === undefined || recordEffect(person.seen, { effect, by, isShared }, receivedAt);
}
/** What would be there twice. Fields, tags, companies and deals are known by their names. */
function effectOf(change, event) {
    const what = event.type === 'track' ? event.event : event.type;
    const cause = handInOf(event) ?? event.messageId;
    switch (change.object) {
        case 'activity':
        case 'task':
            return `${change.object}\n${cause}${change.key.slice(event.messageId.length)}\n${what}`;
        case 'page':
        case 'event':
            return `${change.object}\n${cause}\n${what}`;
        case 'contact':
        case 'account':
        case 'deal':
        case 'tag':
            return undefined;
    }
}
/** The occasion on which a form was handed in, which more than one sender may tell of. */
function handInOf({ context }) {
    const form = context?.['form'];
    const id = isObject$1(form) ? form['id'] : undefined;
    return typeof id === 'string' && id !== '' ? `form ${id.slice(0, MAX_ID_CHARACTERS)}` : undefined;
}

/**
 * Holds back someone new whose sign-up looks odd, until one that does not or the operator lets them
 * through. Who has once been found to be in order is not held again for what another page says.
 */
function review(person, { event, problems, withheld }) {
    const { admission = {} } = event;
    if (isVouched$1(person))
        clear(person);
    const isCleared = person.cleared === true;
    if (admission.flags && !isCleared)
        person.flags = [...new Set([...(person.flags ?? []), ...admission.flags])];
    if (isOdd(person, admission) && isNew(person) && !isCleared)
        person.held = true;
    else if (isIntroduction(event))
        clear(person);
    reportProblem(person, ...(admission.problems ?? []), ...problems, ...withheld, 
    // Rows of before name here what admission took out.
    ...(admission.withheld ?? []).map((field) => ({
        field,
        reason: 'left out: nobody vouched for it',
    })));
}
function clear(person) {
    delete person.held;
    person.cleared = true;
}
/** To be reviewed, and for more than the operator let pass with this person. */
const isOdd = ({ letThrough }, { held, flags = [] }) => held === true && !(letThrough && flags.every((flag) => letThrough.includes(flag)));
/** A sign-up of its own that nothing is odd about: with an address, or with the word of a server. */
function isIntroduction(event) {
    const { admission = {} } = event;
    return (event.type === 'identify' &&
        !admission.held &&
        (admission.judged === true || wordOf(event).provenance !== 'page'));
}
/** Somebody who is in order, or in the CRM, is not held for what looks odd; it is not done to them either. */
const isApart = (person, { event: { admission = {} } }) => isOdd(person, admission) &&
    !person.held &&
    (!isNew(person) || person.cleared === true || isVouched$1(person));
const isSeen = ({ object }) => object === 'page' || object === 'event';
/** What of an event is done to this person: of one that is to be reviewed, what waits with somebody who is held. */
function changesAfterReview(person, input) {
    const { changes, event } = input;
    if (!isOdd(person, event.admission ?? {}))
        return changes;
    if (isApart(person, input))
        return changes.filter(isSeen);
    // What names a record of its own would go out without its person.
    return changes.filter((change) => change.object !== 'activity' || !change.target);
}
/** Sales people read what was asked for and not done. */
function tellUnreviewed(person, input, { at, timeline }) {
    if (!isApart(person, input))
        return;
    const reason = `left out: the sign-up looks odd (${input.event.admission?.flags?.join(', ')})`;
    for (const change of input.changes) {
        if (isSeen(change))
            continue;
        if (change.object === 'contact')
            tellVisit(person, { asked: { ...change.fields, ...change.custom } }, { at, timeline });
        reportProblem(person, { field: change.object, reason });
    }
}

/** Folds an event into the people and accounts it is about; a repeated event changes nothing. */
function fold(input, subjects) {
    const identity = identityOf$1(input);
    if (!identity.email && !identity.userId && !identity.anonymousId) {
        tellCompany(input, foldAccounts(input, input.changes, subjects));
        return;
    }
    const { event, receivedAt } = input;
    const { person, lookalike } = event.type === 'alias'
        ? aliasPerson(event.previousId, identity, subjects, receivedAt)
        : findPerson$1(identity, subjects, receivedAt);
    const changes = boundNames(person, changesAfterReview(person, input), input);
    const accounts = foldAccounts(input, changes, subjects);
    const isOfCompany = tellCompany(input, accounts);
    const message = { ...input, messageId: event.messageId, by: wordOf(event).provenance };
    if (!recordOnce(person.seen, message, receivedAt))
        return;
    trimLedger(person.seen, receivedAt);
    for (const part of PARTS$1)
        part.dropOld?.(person, receivedAt);
    person.lastSeenAt = receivedAt;
    person.source ??= input.source;
    keepConsent(person, event, receivedAt);
    const context = contextOf(input, person, subjects);
    if (lookalike) {
        if (isNew(person))
            person.isSought ??= true;
        tellLookalikes(person, lookalike, context);
        subjects.touch(lookalike);
    }
    for (const change of changes) {
        const isRepeated = !isFirst(person, change, input);
        if (!isRepeated || ONCE_ONLY.has(change.object))
            foldChange(person, lookalike ? withoutId(change) : change, { ...context, isRepeated });
    }
    review(person, isOfCompany ? { ...input, problems: [] } : input);
    tellUnreviewed(person, input, context);
    // A company waits while only people who are held have named it.
    for (const { account, isNew } of accounts)
        if (!person.held)
            delete account.held;
        else if (isNew)
            account.held = true;
    subjects.touch(person, claimOf(input));
}
function foldAccounts(input, changes, subjects) {
    const accounts = [];
    const { event, receivedAt } = input;
    const said = saidIn(input);
    const by = provenanceOfAccount(said.by);
    for (const change of changes) {
        if (change.object !== 'account')
            continue;
        const known = subjects.findAccount(change.name);
        // What somebody says who is held for review reaches no company that others know.
        if (event.admission?.held && known && !known.held)
            continue;
        const account = known ?? subjects.account(change.name, receivedAt);
        account.source ??= input.source;
        accounts.push({ account, isNew: known === undefined });
        foldAccount(account, change, { said: { ...said, by }, receivedAt });
        subjects.touch(account, claimOf(input));
    }
    return accounts;
}
/** What a group says of its company goes with that: its people may never have a delivery of their own. */
function tellCompany({ event, problems }, [named]) {
    if (event.type !== 'group' || !named)
        return false;
    reportProblem(named.account, ...problems);
    return true;
}
/** What waits by its key, so that a higher word can take the place of what a page said. */
const ONCE_ONLY = new Set(['activity', 'task']);
function claimOf({ event, source }) {
    const group = event.admission?.group;
    const isBelieved = wordOf(event).provenance !== 'page';
    return { source, isBelieved, ...(group !== undefined && { group }) };
}
function saidIn({ event, receivedAt }) {
    const { provenance: by } = wordOf(event);
    return { at: Date.parse(event.timestamp), by, heardAt: receivedAt };
}
function contextOf(input, person, subjects) {
    const { event, timeline } = input;
    const said = saidIn(input);
    return {
        event,
        at: said.at,
        said,
        timeline,
        isRepeated: false,
        findAccount: (name) => subjects.findAccount(name),
        forgetRecord: () => forgetRecord(person),
    };
}
/** A page gave one person's id with another address: a person has to see whether they are the same. */
function tellLookalikes(person, other, { at, timeline, event }) {
    const hint = ({ email }) => `May be the same as ${email}: the website gave both the user id ${event.userId}`;
    tellVisit(person, { hints: [hint(other)] }, { at, timeline });
    tellVisit(other, { hints: [hint(person)] }, { at, timeline });
}
/** The id stays the other one's. */
function withoutId(change) {
    if (change.object !== 'contact')
        return change;
    const { external_id: _, ...fields } = change.fields;
    return { ...change, fields };
}
/** Tells every part that hears of changes of this object. */
function foldChange(person, change, context) {
    const heardAs = change.object;
    for (const part of PARTS$1) {
        // A part's own table pairs each object with its change; a loop over all parts cannot say so in types.
        const hear = part.fold?.[heardAs];
        hear?.(person, change, context);
    }
}
function identityOf$1({ event, people: { email } }) {
    return {
        ...(email && { email }),
        ...(event.userId && { userId: event.userId }),
        ...(event.anonymousId && { anonymousId: event.anonymousId }),
        introduces: event.type === 'identify',
        provenance: wordOf(event).provenance,
    };
}

/** Folds the oldest requests of the inbox into their people, all or nothing; false when there are none. */
async function foldInbox(storage, folding) {
    await dropKeptOut(storage, folding);
    const rows = takeRows(storage.sql);
    if (rows.length === 0)
        return false;
    try {
        foldRows(storage, rows, folding);
    }
    catch {
        // One of them is at fault: each on its own, so that the others are not held up.
        for (const row of rows)
            foldAlone(storage, row, folding);
    }
    return true;
}
function foldRows(storage, rows, { settings, turns, now }) {
    storage.transactionSync(() => {
        const subjects = new Subjects(storage.sql, now, turns);
        const requests = rows.map((row) => ({
            ...row,
            events: eventsToFold(storage.sql, { ...row, events: eventsOf(row) }),
        }));
        for (const { events, source, receivedAt } of requests)
            for (const event of events)
                foldEvent(storage.sql, { event, source, receivedAt }, { settings, subjects });
        subjects.save();
        countAccepted(storage.sql, requests, now);
        dropRows(storage.sql, rows);
    });
}
function foldEvent(sql, one, { settings, subjects }) {
    const meaning = interpret(one.event, settings, wordOf(one.event));
    if (meaning.changes.length === 0 && meaning.problems.length > 0)
        setAside(sql, { ...one, meaning });
    else
        fold({ ...one, ...meaning, timeline: settings.timeline }, subjects);
}
/** An event that asks for something that cannot be done as it is: for the operator to see, and to replay once mended. */
function setAside(sql, { event, meaning, source, receivedAt }) {
    noteDeadLetter(sql, {
        at: receivedAt,
        subject: 0,
        reason: meaning.problems.map(({ field, reason }) => `${field}: ${reason}`).join('; '),
        inbox: { receivedAt, source, events: JSON.stringify([event]) },
    });
}
/** A request that cannot be folded: each of its events on its own, so that one costs itself alone. */
function foldAlone(storage, row, { settings, turns, now }) {
    const { source, receivedAt } = row;
    const read = readEvents(row);
    const events = 'events' in read ? read.events : [];
    if ('error' in read)
        storage.transactionSync(() => noteUnread(storage.sql, row, { error: read.error, now }));
    for (const event of events)
        try {
            storage.transactionSync(() => {
                const subjects = new Subjects(storage.sql, now, turns);
                for (const due of eventsToFold(storage.sql, { source, receivedAt, events: [event] }))
                    foldEvent(storage.sql, { event: due, source, receivedAt }, { settings, subjects });
                subjects.save();
            });
        }
        catch (error) {
            const alone = { ...row, events: JSON.stringify([event]) };
            storage.transactionSync(() => noteUnread(storage.sql, alone, { error, now }));
        }
    storage.transactionSync(() => {
        countAccepted(storage.sql, [{ receivedAt, events }], now);
        dropRows(storage.sql, [row]);
    });
}
function readEvents(row) {
    try {
        return { events: eventsOf(row) };
    }
    catch (error) {
        return { error };
    }
}
/** For a later version to mend. The log does not repeat what was sent. */
function noteUnread(sql, { receivedAt, source, events, version }, { error, now }) {
    logEvent('fold_failed', { error: nameError(error) });
    noteDeadLetter(sql, {
        at: now,
        subject: 0,
        reason: `This request could not be read: ${error}`,
        inbox: { receivedAt, source, events, version },
    });
}

/** Too long, in the languages of `COMPULSORY`. */
const TOO_LONG = /required length|too long|exceeds|demasiado larg|muy larg|longitud|zu lang|länge|trop long|longueur|muito long|longo demais|comprimento|tamanho|(?:maximum|máximo|maximal|höchstens).{0,80}(?:character|caract|zeichen)/iu;
/** Freshsales' refusals, the first that fits counts. Texts: recorded from live accounts and from clients of it. */
// biome-ignore format: a table reads best with one row a line
const REMEDIES$1 = [
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
    return problems.length === 0 || isEmptied ? undefined : { call: { ...call, body }, problems };
}
function repairOne(body, message, { lengths = {}, labels }) {
    const places = placesIn(body);
    const known = REMEDIES$1.find(({ pattern }) => pattern.test(message));
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

const MAX_CALLS = 5;
/** What a record of a person is worth without the rest. */
const BARE = ['first_name', 'last_name'];
/** The search for a refused call; undefined where nothing can be left out. The refused call itself has been made. */
function startBisection(call, calls = MAX_CALLS) {
    const record = Object.keys(call.body ?? {}).find((key) => key !== 'unique_identifier' && isObject$1(call.body?.[key]));
    if (record === undefined || call.method === 'GET' || call.method === 'DELETE')
        return undefined;
    const suspects = withinReach(groupsOf(spareable(call, record)), calls);
    return suspects.length === 0
        ? undefined
        : { call, record, suspects, good: [], bad: [], isStored: false, left: calls };
}
/** The next call, and the groups that it tries; undefined when the search is over. */
function nextCall(state) {
    const { suspects, good, isStored, left } = state;
    const isFound = suspects.length <= 1;
    if (left < 0 || (isStored && (left === 0 || (isFound && good.length === 0))))
        return undefined;
    // Several fields are bad: better a record with a name and an address than none.
    if (left === 0)
        return { call: callWith(state, BARE), tried: [] };
    // The last call must not be wasted on a guess: what is certain goes out.
    const tried = isFound || left === 1 ? [] : suspects.slice(0, Math.ceil(suspects.length / 2));
    return { call: callWith(state, [...good, ...tried.flat()]), tried };
}
/** What is known once the call was taken or refused; `id` is that of the record that it made. */
function learn$1(state, tried, outcome) {
    const { suspects, good, bad, left, isStored } = state;
    if (left === 0)
        return { ...state, isStored: outcome.isTaken, left: -1 };
    const others = suspects.filter((group) => !tried.includes(group));
    if (outcome.isTaken) {
        const call = isStored ? state.call : asUpdate(state.call, outcome.id);
        return { ...state, call, suspects: others, good: [], isStored: true, left: left - 1 };
    }
    // What was certain was refused: another field is bad as well, and it is among those.
    if (tried.length === 0) {
        const known = [...bad, ...suspects.flat()];
        return { ...state, suspects: groupsOf(good), good: [], bad: known, left: left - 1 };
    }
    return { ...state, suspects: tried, good: [...good, ...others.flat()], left: left - 1 };
}
/** What the record lost when the search is over. */
function lostFields(state, messages) {
    const said = messages.length === 0 ? '' : `; Freshsales said ${JSON.stringify(messages.join('; '))}`;
    const lost = [...new Set([...state.bad, ...state.suspects.flat(), ...state.good])];
    return lost
        .filter((field) => !(state.left < 0 && BARE.includes(field)))
        .map((field) => ({
        field: field.replace(/^custom_field\./, ''),
        reason: `left out: Freshsales takes the record without it${said}`,
        value: fieldValue(state, field) ?? null,
    }));
}
function spareable(call, record) {
    const identified = call.body?.['unique_identifier'];
    const holder = call.body?.[record];
    return Object.entries(holder).flatMap(([field, value]) => {
        if (INDISPENSABLE.has(field) || (isObject$1(identified) && field in identified))
            return [];
        if (field !== 'custom_field' || !isObject$1(value))
            return [field];
        return Object.keys(value).map((name) => `custom_field.${name}`);
    });
}
/** An amount is tried with its currency: alone it would be another. */
function groupsOf(fields) {
    const follows = (field) => Object.entries(PAIRED).find(([unit, paired]) => paired === field && fields.includes(unit));
    return fields
        .filter((field) => follows(field) === undefined)
        .map((field) => {
        const paired = PAIRED[field];
        return paired !== undefined && fields.includes(paired) ? [field, paired] : [field];
    });
}
/** More groups than the calls can tell apart are joined at the end, where custom fields are. */
function withinReach(groups, calls) {
    const most = 2 ** Math.max(0, calls - 1);
    if (groups.length <= most)
        return groups;
    const size = Math.ceil(groups.length / most);
    const joined = [];
    for (let at = 0; at < groups.length; at += size)
        joined.push(groups.slice(at, at + size).flat());
    return joined;
}
function callWith(state, fields) {
    const holder = state.call.body?.[state.record];
    const left = new Set(spareable(state.call, state.record).filter((one) => !fields.includes(one)));
    const record = {};
    for (const [field, value] of Object.entries(holder)) {
        if (field === 'custom_field' && isObject$1(value)) {
            const kept = Object.entries(value).filter(([name]) => !left.has(`custom_field.${name}`));
            if (kept.length > 0)
                record[field] = Object.fromEntries(kept);
        }
        else if (!left.has(field))
            record[field] = value;
    }
    const body = { ...state.call.body, [state.record]: record };
    // An upsert that says nothing but who it is about still finds the record.
    const identified = body['unique_identifier'];
    if (placesIn(body).length === 0 && isObject$1(identified))
        body[state.record] = { ...identified };
    return { ...state.call, body };
}
/** A record that was made is added to by its id; an upsert finds it again by itself. */
function asUpdate(call, id) {
    if (id === undefined || call.method !== 'POST' || isObject$1(call.body?.['unique_identifier']))
        return call;
    return { ...call, method: 'PUT', path: `${call.path.split('?', 1)[0]}/${id}` };
}
function fieldValue({ call, record }, field) {
    let value = call.body?.[record];
    for (const key of field.split('.'))
        value = isObject$1(value) ? value[key] : undefined;
    return value;
}

/**
 * A refused record whose refusal names no field: tries halves of it until the bad field is found.
 * Undefined: it is refused whatever is left out. Throws what is no refusal.
 */
async function findBadField({ call, error, calls }, send) {
    let state = startBisection(call, calls);
    let found;
    for (let next = state && nextCall(state); state && next; next = nextCall(state)) {
        const { tried } = next;
        const answer = await sendPart(next.call, send);
        if (answer)
            found = { call: next.call, answer: withFirstStatus(answer, found?.answer) };
        const id = answer && readId(answer, state.record);
        state = learn$1(state, tried, { isTaken: answer !== undefined, id });
    }
    return state && found && { ...found, problems: lostFields(state, error.messages) };
}
async function sendPart(call, send) {
    try {
        return await send(call);
    }
    catch (error) {
        if (error instanceof RefusedError)
            return undefined;
        throw error;
    }
}
/** Whether the record was made is what the first answer says. */
const withFirstStatus = (answer, first) => first ? { ...answer, status: first.status } : answer;

/** One record may be wrong in several ways, and Freshsales names one at a time. */
const MAX_REPAIRS = 5;
/** Written before a create leaves: should its answer get lost, the effect is looked for first. */
function markAttempt({ storage, now }, { id, step }) {
    const { doubtKey } = step;
    if (doubtKey === undefined)
        return;
    storage.transactionSync(() => {
        const subjects = new Subjects(storage.sql, now());
        const subject = subjects.byId(id);
        if (!subject)
            return;
        markInDoubt(subject, doubtKey);
        subjects.touch(subject);
        subjects.save();
    });
}
/** Sends, and sends again without what Freshsales refused, while that helps. Only the budget is written here. */
async function makeCall(deps, attempt) {
    const begun = deps.now();
    const room = callsOpen(attempt.budget, deps.config, begun);
    const { purpose } = attempt.step;
    const problems = [...attempt.step.problems];
    let { call } = attempt.step;
    const sent = () => ({ call, problems, took: deps.now() - begun });
    for (let repairs = 0;; repairs++) {
        try {
            const answer = await send$1(deps, attempt, call);
            return { ...sent(), answer };
        }
        catch (error) {
            if (!(error instanceof RefusedError))
                return { ...sent(), error };
            const left = mostCalls(deps) - 2 - repairs;
            const isRoomLeft = room > repairs + 1;
            const repaired = left > 0 ? repair(call, error, knownFields(deps, call)) : undefined;
            if (!repaired)
                return giveUpFields(deps, attempt, {
                    ...sent(),
                    error,
                    left,
                    isRoomy: room > repairs + 1 + left,
                });
            if (callKindOf(purpose)?.looksFirst?.(purpose, repaired.problems))
                return { ...sent(), error };
            if (!isRoomLeft)
                return { ...sent(), error, wantsRoomFor: mostCalls(deps) };
            call = repaired.call;
            problems.push(...repaired.problems);
        }
    }
}
/** With its repairs, and the bare record when none of them helped; a small limit does not allow all. */
const mostCalls = ({ config: { minuteCalls, hourlyCalls } }) => Math.min(MAX_REPAIRS + 2, minuteCalls, hourlyCalls);
/** No field is named: it is looked for, unless something else is known to help. */
async function giveUpFields(deps, attempt, { error, left, isRoomy, ...sent }) {
    const { purpose } = attempt.step;
    const kind = callKindOf(purpose);
    // Rather complete the record and send it whole than cut it down.
    if (kind?.defaults?.mayHelp(purpose, error, deps.config.defaults))
        return { ...sent, error };
    const isSearchable = isWorthSearch(sent.call) && isAboutFields(error);
    if (left >= 0 && !isRoomy && (isSearchable || kind?.lastResort))
        return { ...sent, error, wantsRoomFor: mostCalls(deps) };
    try {
        const found = await withoutBadFields(deps, attempt, { call: sent.call, error, calls: left });
        if (!found)
            return { ...sent, error };
        return { ...sent, ...found, problems: [...sent.problems, ...found.problems] };
    }
    catch (other) {
        return { ...sent, error: other instanceof RefusedError ? error : other };
    }
}
async function withoutBadFields(deps, attempt, refused) {
    const { call, error, calls } = refused;
    const sendPart = (part) => send$1(deps, attempt, part);
    const isSearched = calls >= 0 && isWorthSearch(call) && isAboutFields(error);
    const kind = callKindOf(attempt.step.purpose);
    // A record that is there is searched at once; one that is to be made, only once it is taken bare.
    if (!kind?.lastResort || call.method === 'PUT')
        return isSearched ? findBadField(refused, sendPart) : undefined;
    // Refused even bare, no field is to blame: a search would only cost calls.
    const bare = kind.lastResort(call, error);
    if (!bare || calls < 1)
        return undefined;
    const answer = await sendPart(bare.call);
    // Made another way than it was meant to be, what is left of it goes out as a change.
    const isSameWay = pathOf(bare.call) === pathOf(call);
    const found = isSearched && isSameWay
        ? await findBadField({ call, error, calls: calls - 1 }, sendPart)
        : undefined;
    return found
        ? { ...found, answer: { ...found.answer, status: answer.status } }
        : { ...bare, answer };
}
const pathOf = ({ path }) => path.split('?', 1)[0];
/** Of an activity or a note nothing can be spared that would be worth five more calls. */
const isWorthSearch = ({ body = {} }) => SEARCHED.some((record) => record in body);
const SEARCHED = ['contact', 'lead', 'sales_account', 'deal'];
const UNPROCESSABLE = [400, 422];
/** A record is not cut down for what is absent, for an address that is taken, or for another record that is gone. */
function isAboutFields(error) {
    const isKept = ({ messages }) => REMEDIES$1.some(({ remedy, pattern }) => remedy === 'keep' && messages.some((text) => pattern.test(text)));
    return UNPROCESSABLE.includes(error.status) && !isKept(error) && !saysGone(error);
}
/** The account's own labels: refusals call fields by them. */
function knownFields({ lists, now }, { body = {} }) {
    const catalog = lists.snapshot(now());
    const objects = Object.keys(body).flatMap((record) => OBJECT_OF[record] ?? []);
    return { labels: Object.assign({}, ...objects.map((object) => labelsOf(object, catalog))) };
}
const OBJECT_OF = {
    contact: 'contact',
    lead: 'lead',
    sales_account: 'account',
    deal: 'deal',
    sales_activity: 'activity',
};
function send$1({ storage, client, now }, { budget }, call) {
    charge(budget, now());
    writeState(storage.sql, 'budget', budget);
    return client.send(call);
}

// What holds back all calls, and what ends it.
/** Since when the operator has held back all calls, epoch milliseconds; accepting goes on. */
function pausedSince(sql) {
    return readState(sql, 'pausedSince', null) ?? undefined;
}
/** Survives restarts: only `resumeDelivery` ends it. Pausing twice keeps the first time. */
function pauseDelivery(sql, now) {
    if (pausedSince(sql) === undefined)
        writeState(sql, 'pausedSince', now);
}
function resumeDelivery(sql) {
    writeState(sql, 'pausedSince', null);
}
/** Enough to learn whether the cause is gone; the others come back by themselves. */
const AT_MOST$1 = 100;
/**
 * Ends the wait after an outage, a refused key or a 429, so that the next call goes out at once.
 * Why it waited is kept until Freshsales answers: if it still refuses, the wait begins anew. Our own
 * quota is not lifted. False when nothing was waited for.
 */
function tryNow(storage, now) {
    return storage.transactionSync(() => {
        const budget = readState(storage.sql, 'budget', { spent: {} });
        const isWaiting = (budget.pausedUntil ?? 0) > now;
        delete budget.pausedUntil;
        if (isWaiting)
            writeState(storage.sql, 'budget', budget);
        const retried = retrySubjects(storage.sql, now);
        logEvent('delivery_tried', { retried });
        return isWaiting || retried > 0;
    });
}
/** Those who were tried in vain wait on their own account as well. */
function retrySubjects(sql, now) {
    const subjects = new Subjects(sql, now);
    const rows = sql
        .exec(`SELECT id FROM subject WHERE priority <= ${PRIORITY.mapped} AND due_at > ?
         AND json_valid(state) AND state ->> '$.attempts' > 0 ORDER BY priority, due_at LIMIT ${AT_MOST$1}`, now)
        .toArray();
    for (const { id } of rows) {
        const subject = subjects.byId(id);
        if (!subject)
            continue;
        delete subject.retryAt;
        subjects.touch(subject);
    }
    subjects.save();
    return rows.length;
}

/** Who is next: the most valuable first, among those whoever waited longest; or when to look again. */
function pick(sql, { budget, limits, isPaused, now }) {
    let wakeAt = NEVER;
    for (const priority of Object.values(PRIORITY)) {
        const [row] = sql
            .exec('SELECT id, due_at FROM subject WHERE priority = ? ORDER BY due_at LIMIT 1', priority)
            .toArray();
        if (!row)
            continue;
        const isFree = priority === PRIORITY.housekeeping;
        if (isPaused && !isFree)
            continue;
        const affordable = isFree ? now : affordableAt(budget, limits, priority, now);
        const at = Math.max(row.due_at, affordable);
        if (at <= now)
            return { id: row.id, priority };
        wakeAt = Math.min(wakeAt, at);
    }
    return isPaused ? { wakeAt } : pickEarly(sql, { budget, limits, now, wakeAt });
}
/**
 * Nobody is due: whoever would have to wait for others may go, but not on the last part of the hour,
 * which is for those who come next.
 */
function pickEarly(sql, { budget, limits, now, wakeAt }) {
    for (const priority of Object.values(PRIORITY)) {
        const [row] = sql
            .exec('SELECT id FROM subject WHERE priority = ? AND turn IS NOT NULL ORDER BY turn LIMIT 1', priority)
            .toArray();
        if (!row)
            continue;
        const at = affordableAt(budget, limits, PRIORITY.timeline, now);
        return at <= now ? { id: row.id, priority } : { wakeAt: Math.min(wakeAt, at) };
    }
    return { wakeAt };
}

/** The next step of a subject, or of the account it has to wait for. */
function planNext(id, deps) {
    const now = deps.now();
    const { sql } = deps.storage;
    const subjects = new Subjects(sql, now);
    const subject = subjects.byId(id);
    if (!subject)
        return undefined;
    const context = readPlanContext(deps, subject, subjects);
    const kinds = readBarredKinds(sql, now);
    const waits = [];
    const mayGo = (until) => {
        if (until !== undefined)
            waits.push(until);
        return until === undefined;
    };
    const isReady = (of, step) => mayGo(cappedUntil(sql, { subject: of, config: deps.config, now })) &&
        (step.do !== 'call' || mayGo(barredUntil(kinds, callKindName(step.call), now)));
    for (const step of stepsOf(subject, context)) {
        if (step.do !== 'account') {
            if (isReady(subject, step))
                return { id, subject, subjects, step };
            continue;
        }
        const { account } = step;
        delete account.held;
        if ((account.retryAt ?? 0) > now) {
            mayGo(account.retryAt);
            continue;
        }
        const accountStep = plan(account, context);
        if (accountStep && accountStep.do !== 'account' && isReady(account, accountStep))
            return { id: subjects.idOf(account), subject: account, subjects, step: accountStep };
    }
    if (waits.length > 0)
        subject.retryAt = Math.min(...waits);
    return { id, subject, subjects, step: undefined };
}
/**
 * The next thing to do about a subject: one Freshsales call, made of everything that can travel in
 * it. Planned anew after each answer, so nothing is ever sent from an outdated plan. Pure.
 */
function plan(subject, context) {
    return stepsOf(subject, context).next().value ?? undefined;
}
/** What each part would do next, the most valuable first. */
function* stepsOf(subject, context) {
    const isBlocked = isHeldBack(subject);
    for (const part of partsOf(subject)) {
        if (isBlocked && !part.due(subject)?.standsAlone)
            continue;
        const step = part.plan?.(subject, context);
        if (step)
            yield step;
    }
    return undefined;
}
/** What planning may look at, as it is now. */
function readPlanContext({ config, lists, now }, subject, subjects) {
    return {
        now: now(),
        config,
        catalog: lists.snapshot(now()),
        findAccount: (name) => subjects.findAccount(name),
        doOthersWait: (name) => partsOf(subject).some((part) => part.name !== name && part.due(subject) !== undefined),
    };
}

/** When not even the row can be read or written. */
const UNWRITABLE_MS = 3_600_000;
/**
 * Something of our own failed about a subject: it waits, ever longer, and after a week its row is set
 * aside, so that the next one is not held up. Throws only where nothing can be written at all.
 */
function postpone(deps, id, error) {
    const { storage } = deps;
    const kind = error instanceof Error ? error.name : 'unknown';
    logEvent('subject_failed', { error: kind });
    try {
        storage.transactionSync(() => retryLater(deps, id, kind));
    }
    catch {
        // The row stays as it is; only its turn comes later.
        storage.sql.exec('UPDATE subject SET due_at = ? WHERE id = ?', deps.now() + UNWRITABLE_MS, id);
    }
}
function retryLater({ storage, now, random }, id, kind) {
    const { sql } = storage;
    const subjects = new Subjects(sql, now());
    const subject = subjects.byId(id);
    if (!subject)
        return;
    if (now() - (subject.waitingSince ?? now()) < GIVE_UP_MS) {
        subject.attempts++;
        subject.retryAt = now() + retryDelay(subject.attempts, random());
        subjects.touch(subject);
        subjects.save();
        return;
    }
    const [row] = sql.exec('SELECT state FROM subject WHERE id = ?', id).toArray();
    const who = dropSubject(sql, id);
    const what = 'This record of the outbox';
    const reason = `it failed for a week (${kind})`;
    setAside$2(sql, {
        at: now(),
        subject: id,
        what,
        reason,
        state: row?.state ?? '',
        ...(who && { who }),
    });
}

/** `DRY_RUN` plans a subject again after this long. */
const DRY_RUN_MS = 3_600_000;
/** A subject that is due but has no next step is looked at again after this long, not at once. */
const STUCK_MS = 3_600_000;
/** Whatever needs no call: values that cannot be sent, a dry run, someone to be forgotten. */
function tidyUp({ id, subject, subjects, step }, priority, { storage, config, now }) {
    if (step?.do === 'settle') {
        const lost = settle(subject, step.purpose, { now: now(), config, problems: step.problems });
        note('repaired', step, [...step.problems, ...lost]);
    }
    else if (step?.do === 'refuse') {
        const { purpose, problems } = step;
        const lost = refuse(subject, purpose);
        note('refused', step, problems);
        const reason = problems.map(({ field, reason }) => `${field}: ${reason}`).join('; ');
        noteDeadLetter(storage.sql, { at: now(), subject: id, reason, purpose, ...(lost && { lost }) });
    }
    else if (step) {
        note('planned', step, step.problems);
        subject.retryAt = now() + DRY_RUN_MS;
    }
    else if (expiry(subject) <= now()) {
        subjects.remove(subject);
        return;
    }
    else if (priority !== PRIORITY.housekeeping && (subject.retryAt ?? 0) <= now())
        subject.retryAt = now() + STUCK_MS;
    subjects.touch(subject);
    subjects.save();
    function note(outcome, of, problems) {
        const call = of.do === 'call' ? { call: of.call } : {};
        const purpose = of.purpose.kind;
        noteDelivery(storage.sql, { at: now(), subject: id, outcome, purpose, problems, ...call });
    }
}

/**
 * One turn of the outbox: fold → pick → plan → call → settle. The alarm takes turns until nothing
 * is due. What this guarantees, and why:
 *
 * - **Order.** Turns run one after the other (`createMutex`), and a turn makes at most one call with
 *   its repairs. So no two calls about a person are ever out at once: a later one cannot overtake.
 * - **Newest values.** A subject is planned anew in each turn, after the inbox was folded. An answer
 *   settles only the values that were sent; what came in meanwhile stays waiting.
 * - **Nothing lost.** A subject is written in the same transaction as the fold that dropped the
 *   request, and as the delivery that is noted. Whatever ends the process, either both are on disk
 *   or neither, and the next turn begins from there.
 * - **Effects happen once.** An upsert or an update may be repeated. A create may not, so its key is
 *   on disk as in doubt before the call leaves (`markAttempt`). Only an answer, or a refusal that
 *   shows that nothing was done, clears the doubt. While it stands, the part looks in Freshsales for
 *   what it may have made before it makes it again. And an event counts once: `recordOnce`.
 * - **Nobody blocks others.** What fails waits by itself (`retryAt`), what is refused for good leaves
 *   the subject as a dead letter, a right that is missing bars its kind of call (`barredKinds`), and
 *   only trouble of the whole account pauses the budget. A subject that cannot be planned, settled or
 *   written waits as well (`postpone`).
 */
async function takeTurn(deps) {
    const { storage, config, turns, inSpan, now } = deps;
    releaseHeld(storage, now());
    const settings = { ...config, generation: config.domain.generation };
    const folded = await inSpan('fold', () => foldInbox(storage, { settings, turns, now: now() }));
    const budget = readState(storage.sql, 'budget', { spent: {} });
    const isPaused = pausedSince(storage.sql) !== undefined;
    const picked = pick(storage.sql, { budget, limits: config, isPaused, now: now() });
    if ('wakeAt' in picked) {
        if (folded)
            return { did: true };
        checkDueTimes(storage, now());
        return { did: false, wakeAt: Math.min(picked.wakeAt, releaseAt(storage.sql)) };
    }
    try {
        const next = planNext(picked.id, deps);
        if (next?.step?.do === 'call' && !config.dryRun)
            await callAndSettle(deps, { id: next.id, step: next.step, budget });
        else if (next)
            storage.transactionSync(() => tidyUp(next, picked.priority, deps));
    }
    catch (error) {
        postpone(deps, picked.id, error);
    }
    return { did: true };
}
async function callAndSettle(deps, attempt) {
    const { storage } = deps;
    markAttempt(deps, attempt);
    if (!mayLeave(deps, attempt))
        return;
    const result = await deps.inSpan('call', async (set) => {
        set('purpose', attempt.step.purpose.kind);
        const made = await makeCall(deps, attempt);
        set('answered', 'answer' in made ? 'yes' : nameError(made.error));
        return made;
    });
    const fail = (error) => storage.transactionSync(() => callFailed(deps, attempt, { ...result, error }));
    if ('error' in result)
        return fail(result.error);
    try {
        storage.transactionSync(() => callAnswered(deps, attempt, result));
    }
    catch (error) {
        // An answer that cannot be settled is no answer: the subject waits and tries again.
        fail(error);
    }
}

const PAGE$2 = 50;
/** The newest calls and what came back, newest first. */
function readDeliveries(sql, { after = 0, before = Number.MAX_SAFE_INTEGER, outcome, text = '' }) {
    return sql
        .exec(`SELECT * FROM delivery WHERE id > ? AND id < ? AND (? IS NULL OR outcome = ?)
          AND (? = '' OR instr(lower(record), lower(?)) > 0)
       ORDER BY id DESC LIMIT ${PAGE$2}`, after, before, outcome ?? null, outcome ?? null, text.trim(), JSON.stringify(text.trim()).slice(1, -1))
        .toArray()
        .map(viewDelivery);
}
/** The newest calls of one subject. */
function readDeliveriesOf(sql, subject) {
    return sql
        .exec(`SELECT * FROM delivery WHERE subject = ? ORDER BY id DESC LIMIT ${PAGE$2}`, subject)
        .toArray()
        .map(viewDelivery);
}
/** What Freshsales said last to each subject that it did not take something of. */
function readLastMessages(sql) {
    const messages = new Map();
    for (const row of sql.exec(`SELECT * FROM delivery WHERE outcome IN ('retrying', 'refused') ORDER BY id DESC LIMIT 200`)) {
        const { subject, messages: said = [] } = viewDelivery(row);
        if (!messages.has(subject))
            messages.set(subject, said.join('; '));
    }
    return messages;
}
function viewDelivery(row) {
    return { id: row.id, ...readDelivery(row) };
}

/** A person or an account as the operator sees them in a list. Pure. */
function viewSubject(id, subject, lastMessage) {
    const { kind, attempts, retryAt, waitingSince, refused, lastSeenAt } = subject;
    return {
        id,
        kind,
        ...(kind === 'person' ? identityOf(subject) : companyOf(subject)),
        waiting: waitingItems(subject),
        attempts,
        isRefused: refused === true,
        ...reviewOf(subject),
        lastSeenAt,
        ...(waitingSince !== undefined && { waitingSince }),
        ...(retryAt !== undefined && { retryAt }),
        ...(lastMessage && { lastMessage }),
    };
}
function identityOf({ email, userId, keys, source, contactId, leadId }) {
    return {
        who: email ?? userId ?? keys[0]?.slice(KEY_PREFIX.length) ?? '',
        ...(userId !== undefined && { userId }),
        ...(source !== undefined && { source }),
        ...(contactId !== undefined && { contactId }),
        ...(leadId !== undefined && { leadId }),
    };
}
function reviewOf(subject) {
    const [isHeld, flags] = subject.kind === 'person' ? [subject.held, subject.flags] : [];
    return { isHeld: isHeld === true, flags: flags ?? [] };
}
const KEY_PREFIX = 'a:';
function companyOf({ name, id }) {
    return { who: name, ...(id !== undefined && { accountId: id }) };
}
function waitingItems(subject) {
    return partsOf(subject)
        .flatMap((part) => Object.entries(part.describe(subject)))
        .filter(([, items]) => items.length > 0)
        .map(([what, items]) => ({ what, detail: items.join(', ') }));
}

const SHOWN = 100;
/** What waits for a call: an entry of a visit that goes on is not late. */
const DUE = `priority < ${PRIORITY.timeline} OR (priority = ${PRIORITY.timeline} AND due_at <= ?)`;
/** What waits for the operator; the words of the index `subject_held`. */
const HELD = `priority = ${PRIORITY.housekeeping} AND waiting_since IS NOT NULL`;
/** Who waits, in the order in which they will be served, and who is held back for review. */
function readWaiting(sql, now) {
    const messages = readLastMessages(sql);
    const view = ({ id, state }) => {
        const subject = shownSubject(state);
        return subject ? [viewSubject(id, subject, messages.get(id))] : [];
    };
    const due = `SELECT id, state FROM subject WHERE ${DUE} ORDER BY priority, due_at LIMIT ${SHOWN}`;
    const held = `SELECT id, state FROM subject WHERE ${HELD} ORDER BY waiting_since LIMIT ${SHOWN}`;
    return {
        subjects: sql.exec(due, now).toArray().flatMap(view),
        held: sql.exec(held).toArray().flatMap(view),
    };
}
/** Lets someone through whose sign-up was held back for review; false when nobody of that number is. */
function release(storage, id, now) {
    return storage.transactionSync(() => {
        const subjects = new Subjects(storage.sql, now);
        const person = subjects.byId(id);
        if (person?.kind !== 'person' || !person.held)
            return false;
        delete person.held;
        person.letThrough = person.flags ?? [];
        subjects.touch(person);
        subjects.save();
        return true;
    });
}

/** Both hold personal data; what is not mended by then will not be. */
const KEPT_MS$3 = 30 * DAY_MS$1;
/** As long as an event is known again: a page may send it once more that late. */
const VERDICT_KEPT_MS = LEDGER_DAYS * 86_400_000;
/** A file above this drops strangers, long before it is so full that requests are refused. */
const STRANGERS_UP_TO_BYTES = 2 * 1024 ** 3;
/** Rows removed in one turn, so that no lead waits for the cleaning. */
const AT_ONCE = 200;
/** Removes dead letters, deliveries and words about forms that are too old, and strangers who are too many. Answers when the next ones will be. */
function purge(storage, now) {
    const { sql } = storage;
    return Math.min(dropStrangers(storage, now), purgeTable(sql, 'dead_letter', now), purgeTable(sql, 'delivery', now), forgetVerdicts(sql, { before: now - VERDICT_KEPT_MS, limit: AT_ONCE }) + VERDICT_KEPT_MS);
}
function purgeTable(sql, table, now) {
    const oldest = () => sql
        .exec(`SELECT id, at FROM ${table} ORDER BY id LIMIT 1`)
        .toArray();
    const [first] = oldest();
    if (!first)
        return NEVER;
    if (first.at + KEPT_MS$3 > now)
        return first.at + KEPT_MS$3;
    sql.exec(`DELETE FROM ${table} WHERE id IN (SELECT id FROM ${table} ORDER BY id LIMIT ${AT_ONCE}) AND at <= ?`, now - KEPT_MS$3);
    return purgeAgainAt(oldest(), now);
}
function purgeAgainAt([oldest], now) {
    return oldest ? Math.max(now, oldest.at + KEPT_MS$3) : NEVER;
}
/**
 * Anybody can be a stranger in any number: those who were not seen for longest go first, and after
 * them sign-ups that wait for review. Nobody is dropped who is in the CRM or on the way there.
 */
function dropStrangers(storage, now, upTo = STRANGERS_UP_TO_BYTES) {
    const { sql } = storage;
    if (sql.databaseSize <= upTo)
        return NEVER;
    // Whoever is known expires far later.
    const strangers = idsIn(sql, 'waiting_since IS NULL AND due_at <= ? ORDER BY due_at', [
        now + ANONYMOUS_RETENTION_MS + DAY_MS$1,
    ]);
    const ids = strangers.length > 0 ? strangers : idsIn(sql, `${HELD} ORDER BY waiting_since`, []);
    if (ids.length === 0)
        return NEVER;
    storage.transactionSync(() => {
        const subjects = new Subjects(sql, now);
        for (const id of ids) {
            const subject = subjects.byId(id);
            if (subject)
                subjects.remove(subject);
        }
    });
    logEvent('strangers_dropped', { count: ids.length });
    return now;
}
function idsIn(sql, where, bindings) {
    const query = `SELECT id FROM subject WHERE priority = ${PRIORITY.housekeeping} AND ${where} LIMIT ${AT_ONCE}`;
    return sql
        .exec(query, ...bindings)
        .toArray()
        .map(({ id }) => id);
}

/** One alarm works this long at most, then the next one goes on. */
const TURN_MS$1 = 20_000;
/** Folds and delivers until nothing is due; answers when something will be. */
async function deliver({ deps, handOver: handOverDeps, exclusively, leadsFirst, alerts, }) {
    const { storage, config, messenger, now } = deps;
    const until = now() + TURN_MS$1;
    let turn = { did: true };
    while (turn.did && now() < until)
        turn = await exclusively(async () => {
            await handOver(handOverDeps);
            return takeTurn(deps);
        });
    const cleanAt = purge(storage, now());
    leadsFirst.save(config.dailyRows);
    const alertAt = Math.min(alerts.check(config, now()), messenger.flush());
    const wakeAt = turn.did ? now() : turn.wakeAt;
    return Math.min(wakeAt, handOverAt(storage.sql, handOverDeps.env), cleanAt, alertAt);
}

/** What Freshsales told of the account, remembered over restarts and forgotten after some hours. */
function createLists(sql) {
    const lists = {};
    for (const row of sql
        .exec('SELECT * FROM list')
        .toArray()) {
        const entries = parseKept(row.entries);
        if (entries && isListName(row.name))
            lists[row.name] = { entries, fetchedAt: row.fetched_at };
    }
    return {
        /** The lists that are fresh enough to be believed. */
        snapshot(now) {
            for (const name of Object.keys(lists))
                if (now - (lists[name]?.fetchedAt ?? 0) > LIST_KEPT_MS)
                    delete lists[name];
            return lists;
        },
        /** Remembers a list; one that the account refuses or does not have is remembered as empty. */
        remember(name, answer, now) {
            const entries = answer ? parseList(name, answer) : [];
            if (!entries)
                return false;
            lists[name] = { entries, fetchedAt: now };
            sql.exec('INSERT OR REPLACE INTO list VALUES (?, ?, ?)', name, now, JSON.stringify(entries));
            return true;
        },
        /** Forgets what was learnt since then: it was not this account that answered. */
        forgetSince(at) {
            for (const name of Object.keys(lists))
                if ((lists[name]?.fetchedAt ?? 0) >= at - LEARNT_BEFORE_MS)
                    delete lists[name];
            sql.exec('DELETE FROM list WHERE fetched_at >= ?', at - LEARNT_BEFORE_MS);
        },
    };
}
/** The lists of a record are asked for before it is sent. */
const LEARNT_BEFORE_MS = 60_000;
const isListName = (name) => Object.hasOwn(LISTS, name);

/** What may come at once, and then in an hour, of the hour's calls. */
const SHARES = {
    /** An office behind one address signs up fewer people than that. */
    group: { burst: 0.05, sustained: 0.1 },
    source: { burst: 0.75, sustained: 0.5 },
};
const LEAST_BURST = 8;
/** What is vouched for goes before whatever has waited no longer than this. */
const HEAD_START_MS = 10 * 60_000;
/** Later than this nobody's turn comes: what is due in more than a week counts as lost. */
const LATEST_MS = 6 * 24 * HOUR_MS;
/**
 * Fair shares: a source or an address that brings more than its share of an hour waits behind those
 * who bring less. Nobody waits for calls that nobody else wants, see `pick`. The clocks are kept in
 * memory alone: what an outbox that starts again forgets is one burst for each.
 */
function createTurns({ hourlyCalls, sources, }) {
    const isShared = new Set(realSources(sources).map(({ name }) => name)).size > 1;
    const clocks = new Map();
    function turnOf(lane, share, now) {
        const gapMs = HOUR_MS / Math.max(1, hourlyCalls * share.sustained);
        const burst = Math.max(LEAST_BURST, hourlyCalls * share.burst);
        const clock = Math.max(now, clocks.get(lane) ?? 0);
        clocks.set(lane, Math.min(clock + gapMs, now + LATEST_MS));
        return Math.max(now, Math.ceil(clock - (burst - 1) * gapMs));
    }
    return {
        take({ source, group, isBelieved }, now) {
            for (const [lane, clock] of clocks)
                if (clock <= now)
                    clocks.delete(lane);
            const ofGroup = group === undefined ? now : turnOf(`${source} ${group}`, SHARES.group, now);
            // What waits for its own address takes nothing of the site's share away.
            const isOfSource = isShared && ofGroup <= now;
            const ofSource = isOfSource ? turnOf(source, SHARES.source, now) : now;
            const turn = Math.max(ofGroup, ofSource) - (isBelieved ? HEAD_START_MS : 0);
            return turn === now ? undefined : turn;
        },
    };
}

/** How long one call to Freshsales may take. */
const CALL_TIMEOUT_MS = 15_000;
/** Ties delivery to the real clock, the real network and this outbox's storage. */
function createDeliveryDeps(storage, { config, messenger, inSpan }) {
    const { domain, apiKeys, appToken } = config;
    return {
        storage,
        config,
        client: createClient({
            domain,
            apiKeys: [...apiKeys],
            ...(appToken && { appToken }),
            fetch: (input, init) => fetch(input, init),
            timeoutMs: CALL_TIMEOUT_MS,
        }),
        lists: createLists(storage.sql),
        turns: createTurns(config),
        messenger,
        inSpan,
        now: () => Date.now(),
        random: () => Math.random(),
    };
}

/**
 * Where an outbox is. It is settled when the first request is kept; from then on another JURISDICTION
 * means another outbox, while the data stays where it is.
 */
function createHome(sql, env) {
    const read = () => readState(sql, 'home', null);
    let isSettled = false;
    /** Why this outbox must not be here. */
    async function findMoved({ jurisdiction }) {
        const home = read();
        if (home)
            return home.jurisdiction === (jurisdiction ?? null) ? undefined : moved(home.jurisdiction);
        return !isAnythingKept(sql) && (await isOneElsewhere(env(), jurisdiction))
            ? moved(undefined)
            : undefined;
    }
    return {
        isInhabited: () => read() !== null || isAnythingKept(sql),
        /** To be asked before a request is kept; answers why it must not be. */
        async settle(place) {
            if (isSettled)
                return undefined;
            const fault = await findMoved(place);
            if (fault !== undefined)
                return fault;
            const { jurisdiction = null, region = null } = place;
            if (!read())
                writeState(sql, 'home', { jurisdiction, region });
            isSettled = true;
            return undefined;
        },
        /** What to say of a setting that came too late. */
        async misplaced(place) {
            const fault = (await findMoved(place)) ?? lateRegion(read(), place);
            return fault === undefined ? [] : [fault];
        },
    };
}
/** A place that this account may not use has no outbox. */
async function isOneElsewhere(env, own) {
    const asked = outboxesElsewhere(env, own).map(async (open) => open().isInhabited());
    const answers = await Promise.allSettled(asked);
    return answers.some((answer) => answer.status === 'fulfilled' && answer.value);
}
function moved(before) {
    const setBack = before === undefined
        ? 'set it back to what it was'
        : before === null
            ? 'take it out again'
            : `set it back to ${before}`;
    return `JURISDICTION: was changed, and what is kept stays where it was; ${setBack}, or deploy under another "name" and let the Worker before run until nothing waits in its console`;
}
/** It harms nothing. */
function lateRegion(home, { region }) {
    if (!home || region === undefined || home.region === region)
        return undefined;
    return `REGION: counts only before the first event, and was ${home.region ?? 'not set'} then; set it back, or deploy under another "name".`;
}
/** Whether anything is in the file that somebody has to come back for: to deliver it, or to forget it in time. */
function isAnythingKept(sql) {
    const [row] = sql
        .exec(`SELECT EXISTS (SELECT 1 FROM inbox) OR EXISTS (SELECT 1 FROM subject)
         OR EXISTS (SELECT 1 FROM delivery) OR EXISTS (SELECT 1 FROM dead_letter)
         OR EXISTS (SELECT 1 FROM provisional) OR EXISTS (SELECT 1 FROM handover)
         OR EXISTS (SELECT 1 FROM message) AS kept`)
        .toArray();
    return row?.kept === 1;
}

/** Who does not listen for long gets the newest of what happened. */
const MOST_WAITING$1 = 100;
function queueMessage(sql, { channel, message, now }) {
    sql.exec('INSERT INTO message (at, channel, record, attempts) VALUES (?, ?, ?, 0)', now, channel, JSON.stringify(message));
    sql.exec(`DELETE FROM message WHERE channel = ? AND id NOT IN
       (SELECT id FROM message WHERE channel = ? ORDER BY id DESC LIMIT ${MOST_WAITING$1})`, channel, channel);
}
/** The next one; what failed before lets the others go first, so that none of them bars the way. */
function nextMessage(sql, channel) {
    const [row] = sql
        .exec('SELECT id, record, attempts FROM message WHERE channel = ? ORDER BY attempts, id LIMIT 1', channel)
        .toArray();
    const message = row && parseKept(row.record);
    if (row && !message)
        dropMessage(sql, row.id);
    return row && message && { id: row.id, message, attempts: row.attempts };
}
/** From here on it may have arrived. */
function markTried(sql, id, now) {
    sql.exec('UPDATE message SET tried_at = ? WHERE id = ?', now, id);
}
/** It is tried again; unless it told of something that is over by now, of which there is nothing to tell. */
function markFailed(sql, channel, { id, message: { condition, state } }) {
    sql.exec('UPDATE message SET tried_at = NULL, attempts = attempts + 1 WHERE id = ?', id);
    if (condition === undefined || state !== 'begun')
        return;
    const [over] = sql
        .exec(`SELECT id FROM message WHERE channel = ? AND id > ?
         AND record ->> '$.condition' = ? AND record ->> '$.state' = 'over'`, channel, id, condition)
        .toArray();
    if (!over)
        return;
    dropMessage(sql, id);
    dropMessage(sql, over.id);
}
const dropMessage = (sql, id) => {
    sql.exec('DELETE FROM message WHERE id = ?', id);
};
/** How many wait for a channel. */
function countMessages(sql, channel) {
    const query = 'SELECT COUNT(*) AS count FROM message WHERE channel = ?';
    return sql.exec(query, channel).toArray()[0]?.count ?? 0;
}
/** Drops what is too old to be news, and what waits for a channel that is no more. Answers how many. */
function dropStale(sql, { before, channels }) {
    const known = channels.map(() => '?').join(', ');
    return sql
        .exec(`DELETE FROM message WHERE at < ? OR channel NOT IN (${known}) RETURNING id`, before, ...channels)
        .toArray().length;
}
/**
 * What the process before was sending when it ended. That may have arrived: an alert is sent again,
 * since it may have been about that very end; somebody who is called twice is not.
 */
function settleDoubts(sql) {
    const dropped = sql
        .exec("DELETE FROM message WHERE tried_at IS NOT NULL AND record ->> '$.state' = 'hot' RETURNING id")
        .toArray().length;
    sql.exec('UPDATE message SET tried_at = NULL WHERE tried_at IS NOT NULL');
    return dropped;
}
/**
 * Takes back what begun and was not told, now that it is over. Answers whether there is nothing to
 * tell either.
 */
function takeBack(sql, channel, condition) {
    return (sql
        .exec(`DELETE FROM message WHERE channel = ? AND tried_at IS NULL
           AND record ->> '$.condition' = ? AND record ->> '$.state' = 'begun' RETURNING id`, channel, condition)
        .toArray().length > 0);
}

function readChannelState(sql, name) {
    return readState(sql, 'channels', {})[name] ?? {};
}
function noteTaken(sql, name, now) {
    write$1(sql, name, { toldAt: now });
}
/** Asked again after a minute, and then ever more rarely. */
function noteFailure(sql, name, { title, answered, now }) {
    const { failing, ...before } = readChannelState(sql, name);
    const attempts = (failing?.attempts ?? 0) + 1;
    const nextAt = now + Math.min(HOUR_MS, MINUTE_MS * 2 ** (attempts - 1));
    const since = failing?.since ?? now;
    write$1(sql, name, { ...before, failing: { since, answered, what: title, attempts, nextAt } });
}
function write$1(sql, name, state) {
    writeState(sql, 'channels', { ...readState(sql, 'channels', {}), [name]: state });
}

/** What did not take a message, and its answer as far as it may be shown: never its text. */
class NotTakenError extends Error {
    name = 'NotTakenError';
    answered;
    constructor(answered, options) {
        super(`A message was not taken: ${answered}`, options);
        this.answered = answered;
    }
}
/** The channels that the settings name; none is in use by default. */
function openChannels(env) {
    const config = parseConfig(env);
    if (!config.ok)
        return [];
    const { alertWebhook, alertEmail } = config.value;
    return [
        ...(alertWebhook === undefined ? [] : [webhook(alertWebhook)]),
        ...(alertEmail === undefined ? [] : [email(alertEmail, config.value, env)]),
    ];
}
/** Nobody waits for a message, and none waits longer for its receiver. */
const TIMEOUT_MS = 10_000;
/** The address is a secret, and in no error. */
function webhook(url) {
    const { name: receiver, bodyOf } = receiverAt(url);
    return {
        name: 'webhook',
        receiver,
        async deliver(message) {
            const response = await fetch(url, {
                method: 'POST',
                headers: { 'content-type': 'application/json' },
                body: JSON.stringify(bodyOf(message)),
                redirect: 'manual',
                signal: AbortSignal.timeout(TIMEOUT_MS),
            }).catch((error) => {
                throw new NotTakenError(isTimeout(error) ? NO_ANSWER : 'it could not be reached');
            });
            await response.body?.cancel();
            if (!response.ok)
                throw new NotTakenError(`it answered ${response.status}`);
        },
    };
}
const NO_ANSWER = 'it did not answer within ten seconds';
const isTimeout = (error) => error instanceof Error && error.name === 'TimeoutError';
/** Longer ones are cut by those who show them. */
const SUBJECT_CHARACTERS = 150;
/** A mail has room; this is still read in a minute. */
const MAIL_CHARACTERS = 20_000;
/**
 * Cloudflare's binding makes the mail of these fields, headers and encoding included:
 * https://developers.cloudflare.com/email-service/api/send-emails/workers-api/
 */
function email(to, { alertEmailFrom: from }, { EMAIL }) {
    const fault = mailFault({ hasSender: from !== undefined, hasBinding: EMAIL !== undefined });
    return {
        name: 'email',
        receiver: 'e-mail',
        ...(fault && { fault: `${fault.what}. ${fault.advice}` }),
        async deliver(message) {
            if (from === undefined || !EMAIL)
                throw new NotTakenError('it is not set up');
            const subject = oneLine(`freshsales-edge: ${message.title}`).slice(0, SUBJECT_CHARACTERS);
            const text = fitText(message, { limit: MAIL_CHARACTERS });
            await withinTime(EMAIL.send({ from, to, subject, text }));
        },
    };
}
/** Its errors carry a code of their own, such as `E_RECIPIENT_NOT_ALLOWED`; their text may repeat the message. */
async function withinTime(sent) {
    const late = new Promise((_, reject) => {
        const fail = () => reject(new NotTakenError(NO_ANSWER));
        AbortSignal.timeout(TIMEOUT_MS).addEventListener('abort', fail);
    });
    try {
        await Promise.race([sent, late]);
    }
    catch (error) {
        if (error instanceof NotTakenError)
            throw error;
        const { code } = (error ?? {});
        const isCode = typeof code === 'string' && /^E_[A-Z_]{1,60}$/.test(code);
        throw new NotTakenError(isCode ? `it answered ${code}` : 'Cloudflare did not take the e-mail');
    }
}

/** What is older is no news. */
const KEPT_MS$2 = 3 * 24 * HOUR_MS;
const TEST = {
    title: 'This is a test.',
    lines: ['Somebody pressed “Send a test message” in the console: messages arrive here.'],
};
function createMessenger({ sql, env, now, }) {
    const busy = new Set();
    let isFirst = true;
    const open = () => openChannels(env());
    const hasDetails = () => {
        const config = parseConfig(env());
        return config.ok && config.value.alertDetails;
    };
    const usable = () => open().filter(({ fault }) => fault === undefined);
    const names = () => usable().map(({ name }) => name);
    /** One after the other. Who does not take one is asked again later, and not for each that waits. */
    async function drain(channel) {
        const { name } = channel;
        let next = nextMessage(sql, name);
        while (next) {
            markTried(sql, next.id, now());
            const problem = await attempt(channel, next.message);
            if (problem !== undefined)
                return markFailed(sql, name, next);
            dropMessage(sql, next.id);
            next = nextMessage(sql, name);
        }
    }
    /** Answers why it was not taken. */
    async function attempt(channel, message) {
        const { name } = channel;
        const { title, condition = 'none', state = 'none' } = message;
        const logged = { channel: name, condition, state };
        try {
            await channel.deliver(message);
            noteTaken(sql, name, now());
            logEvent('alert_sent', logged);
            return undefined;
        }
        catch (error) {
            const answered = error instanceof NotTakenError ? error.answered : nameError(error);
            noteFailure(sql, name, { title, answered, now: now() });
            logEvent('alert_failed', { ...logged, error: answered });
            return answered;
        }
    }
    function start(channel) {
        if (busy.has(channel.name))
            return;
        busy.add(channel.name);
        drain(channel)
            .catch((error) => logEvent('alert_failed', { channel: channel.name, error: nameError(error) }))
            .finally(() => busy.delete(channel.name));
    }
    return {
        channels: names,
        send({ details = [], ...message }, to = names()) {
            const lines = hasDetails() ? [...message.lines, ...details] : message.lines;
            const { condition, state } = message;
            for (const channel of to)
                if (state !== 'over' || !condition || !takeBack(sql, channel, condition))
                    queueMessage(sql, { channel, message: { ...message, lines }, now: now() });
        },
        flush() {
            const inDoubt = isFirst ? settleDoubts(sql) : 0;
            isFirst = false;
            const dropped = inDoubt + dropStale(sql, { before: now() - KEPT_MS$2, channels: names() });
            if (dropped > 0)
                logEvent('alerts_dropped', { count: dropped });
            let lookAgainAt = NEVER;
            for (const channel of usable()) {
                if (countMessages(sql, channel.name) === 0)
                    continue;
                const { nextAt = 0 } = readChannelState(sql, channel.name).failing ?? {};
                if (nextAt <= now())
                    start(channel);
                lookAgainAt = Math.min(lookAgainAt, nextAt <= now() ? now() + MINUTE_MS : nextAt);
            }
            return lookAgainAt;
        },
        look: () => open().map(({ name, receiver, fault }) => ({
            channel: name,
            receiver,
            ...(fault !== undefined && { fault }),
            waiting: countMessages(sql, name),
            ...readChannelState(sql, name),
        })),
        test: () => Promise.all(open().map(async (channel) => {
            const { name, receiver } = channel;
            const problem = channel.fault ?? (await attempt(channel, TEST));
            return { channel: name, receiver, ...(problem !== undefined && { problem }) };
        })),
    };
}

/** Beyond this an estimate helps nobody. */
const HORIZON_MINUTES = 14 * 24 * 60;
/**
 * When all that waits will have been sent, one call each, at the pace the budget allows: walks on
 * minute by minute, as delivery will. Undefined when that is too far away. Pure.
 */
function drainedAt(waiting, { budget, limits, now }) {
    const start = Math.max(now, budget.pausedUntil ?? 0);
    const rest = waiting.map((each) => ({ ...each }));
    const sent = [];
    let sentThisHour = 0;
    for (let minute = 0; minute < HORIZON_MINUTES; minute++) {
        const at = start + minute * MINUTE_MS;
        sentThisHour -= sent[minute - MINUTES_AN_HOUR] ?? 0;
        const spent = sentThisHour + spentWithin(budget, HOUR_MS, at);
        let room = Math.max(0, limits.minuteCalls - spentWithin(budget, MINUTE_MS, at));
        let calls = 0;
        for (const each of rest) {
            const allowed = callsAffordable(limits, each.priority) - spent - calls;
            const taken = Math.max(0, Math.min(each.count, room, allowed));
            each.count -= taken;
            room -= taken;
            calls += taken;
        }
        sent.push(calls);
        sentThisHour += calls;
        if (rest.every(({ count }) => count === 0))
            return at + (calls / limits.minuteCalls) * MINUTE_MS;
    }
    return undefined;
}
const MINUTES_AN_HOUR = HOUR_MS / MINUTE_MS;

/** How much waits, by what it is worth, and for how long. */
function countBacklog(sql, { budget, config, delivery, now, }) {
    const of = (priority) => countUpTo(sql, 'SELECT 1 FROM subject WHERE priority = ?', priority);
    const backlog = {
        requests: countUpTo(sql, 'SELECT 1 FROM inbox'),
        newContacts: of(PRIORITY.newContact),
        changes: of(PRIORITY.identity),
        mapped: of(PRIORITY.mapped),
        // An entry of a visit that goes on is not late.
        timeline: countUpTo(sql, 'SELECT 1 FROM subject WHERE priority = ? AND due_at <= ?', PRIORITY.timeline, now),
        held: countUpTo(sql, `SELECT 1 FROM subject WHERE ${HELD}`),
    };
    const waiting = [
        { priority: PRIORITY.newContact, count: backlog.newContacts.count },
        { priority: PRIORITY.identity, count: backlog.changes.count },
        { priority: PRIORITY.mapped, count: backlog.mapped.count },
        { priority: PRIORITY.timeline, count: backlog.timeline.count },
    ];
    const isEmpty = waiting.every(({ count }) => count === 0);
    if (isEmpty || NOBODY_KNOWS.includes(delivery.state))
        return backlog;
    const at = drainedAt(waiting, { budget, limits: config, now });
    return at === undefined ? backlog : { ...backlog, drainedAt: at };
}
/** It ends when a person acts, or when Freshsales is back. */
const NOBODY_KNOWS = ['paused', 'dryRun', 'keyRefused', 'outage'];
/** Rows read are billed, and a console looks every few seconds. */
const BOUND = 5_000;
/** Counts the rows of a query, up to a bound. */
function countUpTo(sql, query, ...bindings) {
    const [row] = sql
        .exec(`SELECT COUNT(*) AS count FROM (${query} LIMIT ${BOUND + 1})`, ...bindings)
        .toArray();
    const count = row?.count ?? 0;
    return { count: Math.min(count, BOUND), isMore: count > BOUND };
}
/** When the lead that waits longest came in; requests not folded yet count as well. */
function oldestWaiting(sql) {
    const [row] = sql
        .exec(`SELECT MIN(since) AS since FROM (
         SELECT MIN(waiting_since) AS since FROM subject WHERE priority <= ?
         UNION ALL SELECT MIN(received_at) FROM inbox
         UNION ALL SELECT MIN(received_at) FROM provisional WHERE events IS NOT NULL)`, PRIORITY.identity)
        .toArray();
    return row?.since ?? null;
}

// Pure: what to do about a reason for which Freshsales refused a record.
/** The first that fits what Freshsales said. */
const REMEDIES = [
    {
        reason: /need to fill this (?<field>[^.;:]+)/i,
        remedy: giveDefault,
    },
    {
        reason: /(?<field>[^.;:]+?)(?: field)? (?:can(?:'|no)t be (?:empty|blank)|is (?:required|mandatory|compulsory))/i,
        remedy: giveDefault,
    },
    {
        reason: /inactive|deactivated|disabled/i,
        remedy: 'Activate it in Freshsales, or have your site or DEFAULTS name another one; then replay.',
    },
    {
        reason: /not (?:authori[sz]ed|allowed|permitted)|permission|forbidden|access denied|rejected the key or its rights/i,
        remedy: 'Give the user of the API key the missing right in Freshsales, then replay.',
    },
    {
        reason: /already (?:exists|been taken|in use|present)|must be unique|not unique|duplicate/i,
        remedy: 'Another record in Freshsales has this value: correct or merge the two there, then replay.',
    },
    {
        reason: /too long|too short|maximum|exceeds?|at most|limit/i,
        remedy: 'Shorten the value on your site, or raise the limit of the field in Freshsales; then replay.',
    },
    {
        reason: /not included|not a valid|is invalid|invalid|does(?:n't| not) exist|could not be found|not found|unknown/i,
        remedy: 'Add the value to the choices of the field in Freshsales, or correct it on your site; then replay.',
    },
    {
        reason: /timed? ?out|could not be reached|network|fetch failed|no answer|\b50\d\b/i,
        remedy: 'Freshsales failed again and again for days. Replay once it answers.',
    },
    {
        reason: /cannot be used|not be read|unreadable|not json|unexpected (?:token|end)/i,
        remedy: 'It cannot be sent as it is. Read it below, carry over by hand what you need, and delete it.',
    },
];
const OTHERWISE = 'Mend what it names in Freshsales, on your site or in your settings; then replay.';
function remedyFor(reason) {
    for (const { reason: pattern, remedy } of REMEDIES) {
        const match = pattern.exec(reason);
        if (!match)
            continue;
        return typeof remedy === 'string' ? remedy : remedy(match.groups?.['field']?.trim() ?? '');
    }
    return OTHERWISE;
}
/** A deal's account, a lead's company: no default can name the right one. */
const NEEDS_COMPANY = /^(?:sales )?(?:account|company)(?: name)?$/i;
const LINK_COMPANY = 'Have your site send the company too ("company" in the traits, "account" in a deal of EVENTS), link the contact to one in Freshsales, or make the field optional there; then replay.';
function giveDefault(field) {
    if (NEEDS_COMPANY.test(field))
        return LINK_COMPANY;
    return `Set DEFAULTS, such as {"${nameOf(field)}": "…"}, or make the field optional in Freshsales; deploy, then replay.`;
}
/** "Lead source" as DEFAULTS names it: `leadSource`. Freshsales also calls that field just "Source". */
function nameOf(field) {
    const words = field.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
    const name = words
        .map((word, index) => {
        const lower = word.toLowerCase();
        return index === 0 ? lower : lower.charAt(0).toUpperCase() + lower.slice(1);
    })
        .join('');
    return name === 'source' || name === '' ? 'leadSource' : name;
}

const PAGE$1 = 50;
/** More kinds of reasons than this are a list, not an overview. */
const GROUPS = 100;
/** What Freshsales refused for good, by reason, and the newest letters themselves. */
function readDeadLetters(sql, { like, before = Number.MAX_SAFE_INTEGER }) {
    const reason = like === undefined ? null : (reasonOf(sql, like) ?? null);
    return {
        total: countUpTo(sql, 'SELECT 1 FROM dead_letter'),
        dropped: readDroppedLetters(sql).count,
        groups: readGroups(sql),
        letters: sql
            .exec(`SELECT * FROM dead_letter WHERE id < ? AND (? IS NULL OR reason = ?)
         ORDER BY id DESC LIMIT ${PAGE$1}`, before, reason, reason)
            .toArray()
            .map(viewLetter),
    };
}
function readDeadLettersOf(sql, subject) {
    return sql
        .exec(`SELECT * FROM dead_letter WHERE subject = ? ORDER BY id DESC LIMIT ${PAGE$1}`, subject)
        .toArray()
        .map(viewLetter);
}
/** The reason that a letter stands for; reasons may hold personal data, so a letter's number names them. */
function reasonOf(sql, id) {
    const [row] = sql
        .exec('SELECT reason FROM dead_letter WHERE id = ?', id)
        .toArray();
    return row?.reason;
}
function readGroups(sql) {
    return sql
        .exec(`SELECT reason, COUNT(*) AS count, MAX(id) AS newest, MAX(at) AS newest_at, MIN(at) AS oldest_at
       FROM dead_letter GROUP BY reason ORDER BY count DESC, newest DESC LIMIT ${GROUPS}`)
        .toArray()
        .map(({ newest_at, oldest_at, ...group }) => ({
        ...group,
        remedy: remedyFor(group.reason),
        newestAt: newest_at,
        oldestAt: oldest_at,
    }));
}
function viewLetter(row) {
    const { at, subject, who, reason, unreadable, ...letter } = readDeadLetter(row);
    const { purpose, call, status, inbox, state } = letter;
    return {
        id: row.id,
        at,
        subject,
        reason: unreadable === undefined ? reason : `${reason} (This letter cannot be used: ${unreadable}.)`,
        remedy: remedyFor(reason),
        ...(who !== undefined && { who }),
        ...(purpose && { purpose: purpose.kind }),
        ...(call && { call }),
        ...(status !== undefined && { status }),
        ...((inbox ?? state) !== undefined && { kept: inbox?.events ?? state }),
    };
}
/** Deletes one dead letter, all of the same reason as one, or all. Answers how many. */
function deleteLetters({ sql }, ask) {
    const count = (where, value) => sql.exec(`DELETE FROM dead_letter WHERE ${where} RETURNING id`, value).toArray().length;
    if ('id' in ask)
        return count('id = ?', ask.id);
    if ('all' in ask)
        return count('?', 1);
    const reason = reasonOf(sql, ask.like);
    return reason === undefined ? 0 : count('reason = ?', reason);
}
/** Without a new dead letter for this long they no longer grow. */
const CALM_MS = 3_600_000;
/** Counted no further: the operator is told that there are many. */
const MANY = 1_000;
/** How much was refused of late. */
function readLetterTrouble(sql, now) {
    const recent = sql
        .exec(`SELECT at FROM dead_letter WHERE at > ? ORDER BY id DESC LIMIT ${MANY}`, now - CALM_MS)
        .toArray();
    const [newest] = recent;
    return {
        recent: recent.length,
        isMore: recent.length === MANY,
        calmAt: newest ? newest.at + CALM_MS : NEVER,
    };
}
/** A new contact that was refused is told of for this long, unless it is in Freshsales before. */
const TOLD_MS$1 = 24 * 3_600_000;
/** How many people were refused for good in the last day and are not in Freshsales at all. */
function leadsRefused(sql, now) {
    const [row] = sql
        .exec(`SELECT COUNT(DISTINCT letter.subject) AS count
       FROM (SELECT * FROM dead_letter ORDER BY id DESC LIMIT ${MANY}) AS letter
       JOIN subject ON subject.id = letter.subject
       WHERE letter.at > ? AND json_valid(letter.record) AND json_valid(subject.state)
         AND letter.record ->> '$.purpose.kind' IN ('contact', 'lead')
         AND subject.state ->> '$.refused' AND subject.state ->> '$.contactId' IS NULL
         AND subject.state ->> '$.leadId' IS NULL`, now - TOLD_MS$1)
        .toArray();
    return row?.count ?? 0;
}
/** For `/health` and the console, without personal data; undefined while there is nothing to tell. */
function tellLeadsRefused(count) {
    if (count === 0)
        return undefined;
    const leads = count === 1 ? 'a lead' : count >= MANY ? `${MANY} leads or more` : `${count} leads`;
    return `Freshsales refused ${leads} in the last day: the dead letters in the console say why and what to do; then replay them.`;
}

function readConditions(sql, config, now, refused = leadsRefused(sql, now)) {
    return [
        leadsWait(sql, config.alertAfterMinutes, now),
        ...ofTheAccount(sql, now),
        ...ofTheOutbox(sql),
        strangersShed(sql, now),
        ...ofDeadLetters(sql, { refused, now }),
        invariantBroken(sql, now),
    ];
}
function leadsWait(sql, minutes, now) {
    const since = oldestWaiting(sql);
    const limit = since === null ? NEVER : since + minutes * MINUTE_MS;
    return {
        name: 'leads_wait',
        isMet: limit < now,
        changesAt: limit < now ? NEVER : limit + 1,
        begun: `A lead has been waiting for Freshsales for more than ${minutes} minutes.`,
        over: 'Leads no longer wait.',
        degraded: `A lead has been waiting for ${Math.round((now - (since ?? now)) / MINUTE_MS)} minutes.`,
    };
}
function ofTheAccount(sql, now) {
    const { pausedFor } = readState(sql, 'budget', { spent: {} });
    const kinds = readBarredKinds(sql, now);
    const right = tellMissingRights(kinds);
    const address = tellWrongAddress(kinds);
    return [
        condition('key_refused', pausedFor === 'account', {
            begun: 'Freshsales does not accept the API key. Nothing is lost, but nothing is sent until FRESHSALES_API_KEY is right.',
            over: 'Freshsales accepts the API key again.',
            degraded: 'Freshsales does not accept the API key: check FRESHSALES_API_KEY.',
        }),
        condition('right_missing', right !== undefined, {
            begun: right ?? '',
            over: 'Freshsales lets this user do everything that is asked of it again.',
            degraded: right ?? '',
        }),
        condition('wrong_address', address !== undefined, {
            begun: address ?? '',
            over: 'Freshsales is found at its address again.',
            degraded: address ?? '',
        }),
        quiet('outage', pausedFor === 'outage', 'Freshsales does not answer.'),
    ];
}
function invariantBroken(sql, now) {
    const broken = Object.entries(brokenInvariants(sql));
    const last = Math.max(0, ...broken.map(([, { at }]) => at));
    const isMet = last > now - CALM_MS;
    const recent = broken.filter(([, { at }]) => at > now - CALM_MS).map(([name]) => name);
    return {
        name: 'invariant_broken',
        isMet,
        changesAt: isMet ? last + CALM_MS : NEVER,
        begun: `Something that must always hold did not: ${recent.join(', ')}. What it was about is held back; docs/reliability.md says what each means.`,
        over: 'Everything that must always hold has held for an hour.',
    };
}
function ofTheOutbox(sql) {
    return [
        quiet('paused', pausedSince(sql) !== undefined, 'Delivery is paused in the console.'),
        condition('full', isOverHighWater(sql), {
            begun: FULL,
            over: 'The outbox has room again.',
            degraded: FULL,
        }),
    ];
}
const FULL = 'The outbox is nearly full: what strangers do is turned away. Leads are taken as long as they can be written.';
/** The last hour in which some were, minute by minute. */
function strangersShed(sql, now) {
    const read = createFlowReader(sql);
    const minute = Math.floor(now / MINUTE_MS);
    const minutes = Array.from({ length: 60 }, (_, ago) => ({
        ago,
        shed: read('minutes', minute - ago).shed,
    }));
    const count = minutes.reduce((sum, { shed }) => sum + shed, 0);
    const last = minutes.find(({ shed }) => shed > 0);
    return {
        name: 'strangers_shed',
        isMet: count > 0,
        changesAt: last ? (minute - last.ago + 60) * MINUTE_MS : NEVER,
        begun: `What strangers do is turned away, so that leads have room: ${count} events in the last hour. No lead is lost; docs/scale.md says which limit it is.`,
        over: 'Nothing of strangers was turned away for an hour.',
    };
}
function ofDeadLetters(sql, { refused, now }) {
    const { recent, isMore, calmAt } = readLetterTrouble(sql, now);
    const count = isMore ? `${recent} or more` : String(recent);
    const told = tellLeadsRefused(refused);
    return [
        {
            name: 'dead_letters_grow',
            isMet: recent > 0,
            changesAt: calmAt,
            begun: `Dead letters grow: ${count} in the last hour. The console shows why, and sends them again once that is mended.`,
            over: 'There were no new dead letters for an hour.',
        },
        quiet('leads_refused', told !== undefined, told ?? ''),
    ];
}
function condition(name, isMet, texts) {
    return { name, isMet, changesAt: NEVER, ...texts };
}
function quiet(name, isMet, degraded) {
    const texts = { begun: degraded, over: degraded, degraded };
    return { ...condition(name, isMet, texts), isQuiet: true };
}

function createAlerts(storage, messenger) {
    const { sql } = storage;
    return {
        check(config, now) {
            const channels = messenger.channels();
            if (channels.length === 0)
                return NEVER;
            const conditions = readConditions(sql, config, now).filter(({ isQuiet }) => !isQuiet);
            storage.transactionSync(() => {
                const raised = readRaised(sql);
                for (const channel of channels) {
                    const told = raised[channel];
                    for (const condition of conditions) {
                        const { name, isMet } = condition;
                        if (isMet === (told[name] !== undefined))
                            continue;
                        const since = told[name] ?? now;
                        messenger.send(messageOf(condition, since), [channel]);
                        if (isMet)
                            told[name] = since;
                        else
                            delete told[name];
                        writeRaised(sql, raised);
                    }
                }
            });
            return Math.min(NEVER, ...conditions.map(({ changesAt }) => changesAt));
        },
    };
}
function messageOf({ name, isMet, begun, over }, since) {
    const state = isMet ? 'begun' : 'over';
    return { title: isMet ? begun : over, lines: [], condition: name, state, since };
}
/** Each channel has a memory of its own: one that comes later hears of what still stands. */
function readRaised(sql) {
    return {
        webhook: readState(sql, 'alerts', {}),
        email: readState(sql, 'mailedAlerts', {}),
    };
}
function writeRaised(sql, { webhook, email }) {
    writeState(sql, 'alerts', webhook);
    writeState(sql, 'mailedAlerts', email);
}

/** Nothing for a company. */
function exportedPerson({ id, state }) {
    const subject = shownSubject(state);
    if (!subject)
        return { id, state: 'cannot be read' };
    return subject.kind === 'person' ? describe(id, subject) : undefined;
}
function describe(id, person) {
    const { consent, contactId, leadId } = person;
    const { waiting, flags, lastSeenAt } = viewSubject(id, person);
    const values = Object.entries({ ...person.custom, ...person.fields }).map(([name, { value }]) => [name, value]);
    const isOwn = ([name]) => OWN_FIELDS.includes(name);
    return {
        id,
        email: person.email,
        user_id: person.userId,
        ...Object.fromEntries(values.filter(isOwn)),
        companies: Object.keys(person.accounts),
        tags: Object.keys(person.tags),
        source: person.source,
        state: stateOf(person),
        waiting: waiting.map(({ what }) => what),
        flags,
        contact_id: contactId,
        lead_id: leadId,
        consent_analytics: consent?.analytics,
        consent_marketing: consent?.marketing,
        consent_at: consent && moment(consent.at),
        visits: person.visitCount ?? 0,
        last_seen_at: moment(lastSeenAt),
        keys: person.keys,
        fields: Object.fromEntries(values.filter((value) => !isOwn(value))),
    };
}
function stateOf({ held, refused, contactId, leadId }) {
    if (held)
        return 'held';
    if (refused)
        return 'refused';
    return (contactId ?? leadId) === undefined ? 'not in Freshsales' : 'in Freshsales';
}
function exportedDelivery(row) {
    const { at, who, outcome, purpose, call, status, took, problems, messages, answer } = readDelivery(row);
    return {
        id: row.id,
        at: moment(at),
        who: who ?? null,
        outcome,
        purpose,
        method: call?.method,
        path: call?.path,
        status,
        took_ms: took,
        problems: problems.map(({ field, reason }) => `${field}: ${reason}`),
        messages: messages ?? [],
        sent: call?.body,
        answer,
    };
}
const moment = (at) => new Date(at).toISOString();

/** What is read at once, so that neither the outbox nor the Worker ever holds more. */
const PAGE_ROWS = 500;
const PAGE_CHARACTERS = 512 * 1024;
/**
 * One page of an export, in the order of their numbers: whoever is there from beginning to end is in it
 * once, whatever happens to others meanwhile.
 */
function exportPage(sql, { what, format, after }) {
    const lines = [];
    let next = after;
    let rows = 0;
    let characters = 0;
    for (const { id, text, line } of READERS[what](sql, after)) {
        next = id;
        rows++;
        characters += text.length;
        const exported = line();
        if (exported)
            lines.push(exported);
        if (characters >= PAGE_CHARACTERS)
            break;
    }
    const isLast = rows < PAGE_ROWS && characters < PAGE_CHARACTERS;
    return { text: write(lines, { what, format }), ...(!isLast && { next }) };
}
const READERS = {
    *people(sql, after) {
        const query = `SELECT id, state FROM subject WHERE id > ? ORDER BY id LIMIT ${PAGE_ROWS}`;
        for (const row of sql.exec(query, after))
            yield { id: row.id, text: row.state, line: () => exportedPerson(row) };
    },
    *deliveries(sql, after) {
        const query = `SELECT * FROM delivery WHERE id > ? ORDER BY id LIMIT ${PAGE_ROWS}`;
        for (const row of sql.exec(query, after))
            yield { id: row.id, text: row.record, line: () => exportedDelivery(row) };
    },
};
function write(lines, { what, format }) {
    const columns = COLUMNS$2[what];
    if (format === 'csv')
        return lines.map((line) => csvRow(columns.map((column) => line[column]))).join('');
    const objects = lines.map((line) => Object.fromEntries(columns.map((column) => [column, line[column] ?? null])));
    return objects.map((each) => JSON.stringify(each)).join(',\n');
}

/** Everything the edge knows of one person. */
async function readPerson(sql, id) {
    const subject = readSubject(sql, id);
    if (subject?.kind !== 'person')
        return null;
    const view = viewSubject(id, subject, readLastMessages(sql).get(id));
    return {
        ...view,
        ...detailsOf(subject),
        deliveries: readDeliveriesOf(sql, id),
        deadLetters: readDeadLettersOf(sql, id),
        record: asJson(subject),
        companies: Object.keys(subject.accounts).flatMap((name) => companyNamed(sql, name)),
        pseudonym: await pseudonymOf(logKey(sql), view.who),
    };
}
function detailsOf({ keys, consent, fields, custom, accounts, tags, deals, visits }) {
    return {
        keys,
        ...(consent && { consent }),
        fields: Object.entries({ ...custom, ...fields })
            .map(([name, { value, at, delivered }]) => ({ name, value, at, isDelivered: !!delivered }))
            .sort((a, b) => a.name.localeCompare(b.name)),
        accounts: Object.entries(accounts).map(([name, isLinked]) => ({ name, isLinked })),
        tags: Object.keys(tags),
        deals: Object.entries(deals).map(([name, deal]) => ({
            name,
            isWaiting: isDealWaiting(deal),
            ...(deal.id !== undefined && { id: deal.id }),
        })),
        visits: visits.map(({ startedAt, lastSeenAt, pages, events, entry }) => ({
            startedAt,
            lastSeenAt,
            pages: pages.reduce((views, page) => views + page.views, 0),
            events: events.length,
            ...(entry && { noteId: entry.id }),
        })),
    };
}
/** Plain data: a record without a prototype does not cross to the Worker. */
const asJson = (subject) => JSON.parse(JSON.stringify(subject));
function companyNamed(sql, name) {
    const key = `g:${name.trim().toLowerCase()}`;
    const [row] = sql
        .exec('SELECT subject FROM identity WHERE key = ?', key)
        .toArray();
    const company = row && readSubject(sql, row.subject);
    return company ? [asJson(company)] : [];
}
function readSubject(sql, id) {
    const [row] = sql.exec('SELECT state FROM subject WHERE id = ?', id).toArray();
    return row && shownSubject(row.state);
}

const FOUND = 20;
/** How many of the newest people are looked at for those who have said who they are. */
const LOOKED_AT$2 = 5_000;
/**
 * People whose e-mail address, userId, anonymousId or name has this in it, those whose id begins like
 * this first; without a text the newest who said who they are.
 */
function findPeople(sql, text) {
    const wanted = text.trim();
    const ids = wanted === '' ? newest(sql) : search(sql, wanted);
    const messages = readLastMessages(sql);
    const subjects = ids.slice(0, FOUND).flatMap((id) => {
        const subject = readSubject(sql, id);
        return subject ? [viewSubject(id, subject, messages.get(id))] : [];
    });
    return { subjects, isMore: ids.length > FOUND };
}
function newest(sql) {
    return idsOf(sql, `SELECT id FROM (SELECT id, state FROM subject ORDER BY id DESC LIMIT ${LOOKED_AT$2})
     WHERE ${IS_PERSON} AND (state ->> '$.email' IS NOT NULL OR state ->> '$.userId' IS NOT NULL)
     ORDER BY id DESC`);
}
/** A whole address or id means that one person alone. */
function search(sql, wanted) {
    const exact = keysOf(wanted).flatMap((key) => idsOf(sql, 'SELECT subject AS id FROM identity WHERE key = ?', key));
    const found = exact.length > 0 ? exact : [...begin(sql, wanted), ...hold(sql, wanted)];
    return [...new Set(found)];
}
const keysOf = (text) => [`e:${text.toLowerCase()}`, `u:${text}`, `a:${text}`];
/** By the index, so that the usual question, a whole address, costs next to nothing. */
function begin(sql, start) {
    return keysOf(start).flatMap((prefix) => idsOf(sql, 'SELECT subject AS id FROM identity WHERE key >= ? AND key < ? ORDER BY key', prefix, `${prefix}\u{10ffff}`));
}
function hold(sql, part) {
    const inKeys = idsOf(sql, `SELECT DISTINCT subject AS id FROM identity
     WHERE key GLOB '[eua]:*' AND instr(lower(substr(key, 3)), lower(?)) > 0`, part);
    const inNames = spellings(part).flatMap((each) => idsOf(sql, `SELECT id FROM subject WHERE ${IS_PERSON} AND instr(lower(${NAME}), lower(?)) > 0
       ORDER BY id DESC`, each));
    return [...inKeys, ...inNames];
}
const IS_PERSON = "json_valid(state) AND state ->> '$.kind' = 'person'";
/** "Marit Vos", from whichever of both names there is. */
const NAME = `trim(IFNULL(state ->> '$.fields.first_name.value', '') || ' ' ||
  IFNULL(state ->> '$.fields.last_name.value', ''))`;
/** SQLite's `lower` knows the letters of English only: "émile" has to find "Émile" as well. */
function spellings(text) {
    const lower = text.toLowerCase();
    const capitalised = lower.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());
    return [...new Set([text, lower, capitalised, text.toUpperCase()])];
}
function idsOf(sql, query, ...bindings) {
    return sql
        .exec(`${query} LIMIT ${FOUND + 1}`, ...bindings)
        .toArray()
        .map(({ id }) => id);
}
/** No name and no address, which would stay there as an id. */
const ANONYMOUS_ID = /^[^\s@]{1,256}$/;
/** Folded at most for one question: a hundred requests each. */
const FOLDS = 10;
/** People of the outbox; where there is none, a stranger of that anonymous id, wherever they are kept. */
async function findAnybody(text, { delivery, strangers, exclusively }) {
    const { storage, config, turns, now } = delivery;
    const found = findPeople(storage.sql, text);
    const id = text.trim();
    if (found.subjects.length > 0 || !ANONYMOUS_ID.test(id))
        return found;
    await exclusively(async () => {
        await strangers.fetch(id);
        const settings = { ...config, generation: config.domain.generation };
        const folding = { settings, turns, now: now() };
        for (let times = 0; times < FOLDS && (await foldInbox(storage, folding)); times++)
            ;
    });
    return findPeople(storage.sql, text);
}

/** From identity keys: `e:` address, `u:` userId, `a:` anonymousId. */
function createMentions(keys) {
    const addresses = keys.filter((key) => key.startsWith('e:')).map((key) => key.slice(2));
    const patterns = addresses.map((address) => new RegExp(BEFORE + literally(address) + AFTER, 'i'));
    const inText = (text) => patterns.some((pattern) => pattern.test(text));
    const ids = new Set(keys.map((key) => key.slice(2)).filter((id) => id.length >= ID_CHARACTERS));
    const isTheirs = (text) => ids.has(text.trim()) || inText(text);
    return {
        inText,
        isTheirs,
        inJson: (text) => inText(text) || someText(parseKept(text), isTheirs),
        inEvent: (event) => keys.includes(`u:${event.userId}`) ||
            keys.includes(`a:${event.anonymousId}`) ||
            someText(event, isTheirs),
        hints: keys.map((key) => JSON.stringify(key.slice(2).toLowerCase()).slice(1, -1)),
    };
}
/** A shorter id, `42`, is too often a number of something else. */
const ID_CHARACTERS = 5;
function someText(value, is) {
    if (typeof value === 'string')
        return is(value);
    return (typeof value === 'object' &&
        value !== null &&
        Object.values(value).some((each) => someText(each, is)));
}
/** `joann@acme.example` is not `ann@acme.example`, and neither is `ann@acme.example.org`. */
const BEFORE = '(?<![\\w.%+-])';
const AFTER = '(?![\\w-]|\\.\\w)';
const literally = (text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** Erases a person from everything that is kept beside them. Answers how many rows that were. */
function eraseRows(sql, { id, keys }) {
    const mentions = createMentions(keys);
    return (eraseDeliveries(sql, id, mentions) +
        eraseLetters(sql, id, mentions) +
        eraseMessages(sql, mentions) +
        eraseEvents(sql, REQUESTS, mentions) +
        eraseEvents(sql, HELD_FORMS, mentions) +
        eraseVerdicts(sql, keys));
}
function eraseDeliveries(sql, subject, mentions) {
    let rows = sql.exec('DELETE FROM delivery WHERE subject = ?', subject).rowsWritten;
    for (const { id, text } of rowsThatMayMention(sql, DELIVERIES, mentions))
        if (mentions.inJson(text))
            rows += remove(sql, DELIVERIES, id);
    return rows;
}
function eraseMessages(sql, mentions) {
    let rows = 0;
    for (const { id, text } of rowsThatMayMention(sql, MESSAGES, mentions))
        if (mentions.inJson(text))
            rows += remove(sql, MESSAGES, id);
    return rows;
}
/** A request that was set aside may hold other people's events: theirs stay. */
function eraseLetters(sql, subject, mentions) {
    let rows = sql.exec('DELETE FROM dead_letter WHERE subject = ?', subject).rowsWritten;
    for (const { id, text } of rowsThatMayMention(sql, LETTERS, mentions)) {
        const letter = parseKept(text);
        const events = letter?.inbox && withoutThem(letter.inbox.events, mentions);
        if (letter?.inbox && events) {
            const kept = JSON.stringify({ ...letter, inbox: { ...letter.inbox, events } });
            rows += events === '[]' ? remove(sql, LETTERS, id) : replace(sql, LETTERS, id, kept);
        }
        else if (!letter?.inbox && mentions.inJson(text))
            rows += remove(sql, LETTERS, id);
    }
    return rows;
}
/** Requests that are not folded yet, and forms that are held. */
function eraseEvents(sql, texts, mentions) {
    let rows = 0;
    for (const { id, text } of rowsThatMayMention(sql, texts, mentions)) {
        const events = withoutThem(text, mentions);
        if (events === '[]')
            rows += remove(sql, texts, id);
        else if (events)
            rows += replace(sql, texts, id, events);
    }
    return rows;
}
/** What was decided about forms of theirs. */
function eraseVerdicts(sql, keys) {
    let rows = 0;
    for (const key of keys)
        if (key.startsWith('a:'))
            rows += sql.exec('DELETE FROM provisional WHERE events IS NULL AND anonymous_id = ?', key.slice('a:'.length)).rowsWritten;
    return rows;
}
const DELIVERIES = { table: 'delivery', column: 'record' };
const MESSAGES = { table: 'message', column: 'record' };
const LETTERS = { table: 'dead_letter', column: 'record' };
const REQUESTS = { table: 'inbox', column: 'events' };
const HELD_FORMS = { table: 'provisional', column: 'events' };
function rowsThatMayMention(sql, { table, column }, { hints }) {
    const found = new Map();
    const query = `SELECT id, ${column} AS text FROM ${table} WHERE instr(lower(${column}), ?) > 0`;
    for (const hint of hints)
        for (const { id, text } of sql.exec(query, hint))
            found.set(id, text);
    return [...found].map(([id, text]) => ({ id, text }));
}
const remove = (sql, { table }, id) => sql.exec(`DELETE FROM ${table} WHERE id = ?`, id).rowsWritten;
const replace = (sql, { table, column }, id, text) => sql.exec(`UPDATE ${table} SET ${column} = ? WHERE id = ?`, text, id).rowsWritten;
/** The events of everybody else, as JSON; undefined when none is about this person. What nobody can read goes whole. */
function withoutThem(text, { inEvent, inText }) {
    const events = parseKept(text);
    if (!events)
        return inText(text) ? '[]' : undefined;
    const others = events.filter((event) => !inEvent(event));
    return others.length === events.length ? undefined : JSON.stringify(others);
}
/** Takes a person out of what is known of everybody else. Answers how many rows that were. */
function eraseInOthers(sql, subjects, mentions) {
    const ids = new Set();
    for (const hint of mentions.hints)
        for (const { id } of sql.exec('SELECT id FROM subject WHERE instr(lower(state), ?) > 0', hint))
            ids.add(id);
    let rows = 0;
    for (const id of ids) {
        const subject = subjects.byId(id);
        if (subject && eraseIn(subject, mentions)) {
            subjects.touch(subject);
            rows++;
        }
    }
    return rows;
}
/** Who somebody is stays: their keys, their name, their address are their own. */
const OWN = new Set([
    'kind',
    'keys',
    'email',
    'userId',
    'name',
    'source',
    'seen',
]);
function eraseIn(subject, { isTheirs }) {
    const before = JSON.stringify(subject);
    const parts = subject;
    for (const [part, value] of Object.entries(parts))
        if (!OWN.has(part) && typeof value === 'object' && value !== null)
            replaceIn(value, prune(value, isTheirs));
    return JSON.stringify(subject) !== before;
}
/** In place: a record without a prototype stays one. */
function replaceIn(holder, left) {
    if (Array.isArray(holder))
        holder.splice(0, holder.length, ...(Array.isArray(left) ? left : []));
    else {
        for (const name of Object.keys(holder))
            delete holder[name];
        Object.assign(holder, left ?? {});
    }
}
/** Companies that nobody else belongs to: a sole trader's is the person. */
function eraseOwnCompanies(sql, subjects, { accounts }) {
    return Object.keys(accounts).flatMap((name) => {
        const company = subjects.findAccount(name);
        if (!company || isOthersToo(sql, name))
            return [];
        const id = subjects.idOf(company);
        subjects.remove(company);
        return [id];
    });
}
function isOthersToo(sql, name) {
    const query = `SELECT 1 FROM subject WHERE json_valid(state) AND EXISTS
    (SELECT 1 FROM json_each(state, '$.accounts') WHERE lower(key) = lower(?)) LIMIT 1`;
    return sql.exec(query, name).toArray().length > 0;
}

/** As long as a browser keeps what it could not send. */
const KEPT_OUT_MS = 7 * DAY_MS$1;
/**
 * A privacy request: erases everything the edge holds of a person. Freshsales comes first when it is
 * asked for, since the record's number is lost with the rest. Not to be run while a call is out.
 */
async function forget(deps, { id, inFreshsales, never = false }, strangers) {
    const { storage, now } = deps;
    const person = findPerson(deps, id);
    if (!person)
        return { forgotten: false, reason: 'This person is not known here (any more).' };
    const freshsales = inFreshsales ? await forgetInFreshsales(deps, person) : 'notAsked';
    if (typeof freshsales === 'object')
        return { forgotten: false, reason: freshsales.failed };
    const ids = person.keys.filter((key) => key.startsWith('a:')).map((key) => key.slice('a:'.length));
    const visits = await strangers.erase(ids);
    const until = now() + KEPT_OUT_MS;
    await keepOut(storage.sql, person.keys, { before: now(), until });
    const barred = never ? person.keys.filter((key) => key.startsWith('e:')) : [];
    await keepOut(storage.sql, barred);
    if (barred.length > 0)
        logEvent('never_again_added', { count: barred.length });
    const rows = visits + storage.transactionSync(() => erase(deps, id, person));
    logEvent('person_forgotten', { rows, freshsales });
    const { contactId, leadId } = person;
    const isLeft = freshsales === 'notAsked';
    return {
        forgotten: true,
        rows,
        freshsales,
        ...(never && { never: barred.length }),
        ...(isLeft && contactId !== undefined && { contactId }),
        ...(isLeft && leadId !== undefined && { leadId }),
    };
}
function erase({ storage, now }, id, person) {
    const { sql } = storage;
    const subjects = new Subjects(sql, now());
    // Read anew: events may have been folded while Freshsales answered.
    const subject = subjects.byId(id);
    const keys = [...new Set([...person.keys, ...(subject?.keys ?? [])])];
    if (subject)
        subjects.remove(subject);
    let rows = keys.length + 1 + eraseRows(sql, { id, keys });
    for (const company of eraseOwnCompanies(sql, subjects, person))
        rows += 1 + eraseRows(sql, { id: company, keys: [] });
    removeHeldCompanies(person, subjects);
    rows += eraseInOthers(sql, subjects, createMentions(keys));
    subjects.save();
    return rows;
}
/** What nobody else has named goes with them. */
function removeHeldCompanies({ accounts }, subjects) {
    for (const name of Object.keys(accounts)) {
        const account = subjects.findAccount(name);
        if (account?.held)
            subjects.remove(account);
    }
}
function findPerson({ storage, now }, id) {
    const subject = new Subjects(storage.sql, now()).byId(id);
    return subject?.kind === 'person' ? subject : undefined;
}
const NOT_FOUND = 404;
/** Erases a person's record for good, also from the recycle bin. */
async function forgetInFreshsales(deps, person) {
    try {
        const calls = await callsToForget(deps, person);
        let result = 'notThere';
        for (const call of calls)
            if (await isDone(deps, call))
                result = 'forgotten';
        return result;
    }
    catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return { failed: `Nothing was deleted, because Freshsales did not do it. ${message}` };
    }
}
/** The contact may be in Freshsales although none of our calls has told us its number. */
async function callsToForget(deps, person) {
    const { contactId, leadId, email } = person;
    const known = [
        ...(contactId === undefined ? [] : [forgetRecord$1('contacts', contactId)]),
        ...(leadId === undefined ? [] : [forgetRecord$1('leads', leadId)]),
    ];
    if (known.length > 0 || email === undefined)
        return known;
    const { body } = await send(deps, findContact(email));
    const found = body['contacts'];
    return (found?.contacts ?? []).flatMap(({ id }) => typeof id === 'number' ? [forgetRecord$1('contacts', id)] : []);
}
async function isDone(deps, call) {
    try {
        await send(deps, call);
        return true;
    }
    catch (error) {
        if (error instanceof RefusedError && error.status === NOT_FOUND)
            return false;
        throw error;
    }
}
function send({ storage, client, now }, call) {
    const budget = readState(storage.sql, 'budget', { spent: {} });
    charge(budget, now());
    writeState(storage.sql, 'budget', budget);
    return client.send(call);
}

// The list of addresses of which nothing is kept any more. It holds hashes: nobody can read it.
function readNeverAgain(sql) {
    const { count: events, at } = readKeptOutEvents(sql);
    return { addresses: countUpTo(sql, KEPT_OUT_FOR_GOOD), events, ...(events > 0 && { lastAt: at }) };
}
async function addNeverAgain(sql, email) {
    const key = `e:${email}`;
    const added = (await findKeptOut(sql, [key])).get(key) !== Number.POSITIVE_INFINITY;
    await keepOut(sql, [key]);
    if (added)
        logEvent('never_again_added', { count: 1 });
    const [known] = sql
        .exec('SELECT subject FROM identity WHERE key = ?', key)
        .toArray();
    return { added, ...(known && { known: known.subject }) };
}
async function removeNeverAgain(sql, email) {
    const removed = await letIn(sql, `e:${email}`);
    if (removed)
        logEvent('never_again_removed');
    return { removed };
}

/** How the address of a lead begins that the console sends to try everything out. */
const TEST_LEAD = 'freshsales-edge-test+';

/** As long as a signature is taken, in either direction of the clock; an older one is refused by its time. */
const REMEMBERED_MS = 6 * 60_000;
/** However many refused calls come, they are written down so often. */
const WRITTEN_EVERY_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
/**
 * What the outbox knows of calls that vendors sign. Signatures are kept in memory: an outbox that
 * starts again takes one twice, whose events have the same `messageId` and count once.
 */
function createWebhooks(sql, now) {
    const seen = new Map();
    return {
        isRepeated({ signature }) {
            for (const [one, at] of seen)
                if (at < now() - REMEMBERED_MS)
                    seen.delete(one);
            const isRepeated = signature !== undefined && seen.has(signature);
            if (isRepeated)
                this.refuse();
            return isRepeated;
        },
        remember({ signature }) {
            if (signature !== undefined)
                seen.set(signature, now());
        },
        /** A call was refused for its signature. */
        refuse() {
            if (refusedAt(sql) < now() - WRITTEN_EVERY_MS)
                writeState(sql, 'webhookRefusedAt', now());
        },
    };
}
const refusedAt = (sql) => readState(sql, 'webhookRefusedAt', 0);
/** Said for a day. Anybody can call, so it makes nothing unwell and wakes nobody. */
function tellWebhooksRefused(sql, now) {
    return refusedAt(sql) > now - DAY_MS
        ? [
            'A call to /v1/webhooks/calendly was refused in the last day: its signature is wrong, too old, or was used before. Where bookings are missing, set CALENDLY_SIGNING_KEY to the signing key of the webhook subscription.',
        ]
        : [];
}

/** Whether leads flow, for `/health` and for whoever is on call. */
function readStatus(sql, { config, failures, hints, refused, now, }) {
    const oldest = oldestWaiting(sql);
    const oldestWaitingSeconds = oldest === null ? 0 : Math.max(0, Math.round((now - oldest) / 1000));
    const met = readConditions(sql, config, now, refused).filter(({ isMet }) => isMet);
    const degraded = [...failures, ...met.flatMap((each) => each.degraded ?? [])];
    const advice = [...hints, ...adviceOn(sql, config, now)];
    return {
        ok: degraded.length === 0,
        degraded,
        ...(advice.length > 0 && { advice }),
        oldestWaitingSeconds,
    };
}
/** How long somebody whose history never came is told of. */
const TOLD_MS = 7 * 24 * 3_600_000;
/** The newest rows that are looked through: a sign of how the site works, not a count of its people. */
const LOOKED_AT$1 = 200;
/** What the operator could do better although all is well, for `/health` and the console; without personal data. */
function adviceOn(sql, config, now) {
    return [
        ...messagesFail(sql, config),
        ...historiesMissed(sql, config, now),
        ...tellWebhooksRefused(sql, now),
    ];
}
/** Nobody else can tell that nobody is told. */
function messagesFail(sql, { alertWebhook, alertEmail }) {
    const ways = { webhook: alertWebhook && 'ALERT_WEBHOOK', email: alertEmail && 'ALERT_EMAIL' };
    return ['webhook', 'email'].flatMap((channel) => {
        const { failing } = readChannelState(sql, channel);
        const setting = ways[channel];
        if (!failing || !setting)
            return [];
        const since = new Date(failing.since).toISOString().replace(/:\d\d\.\d+/, '');
        return [
            `Messages to ${setting} do not arrive since ${since}: ${failing.answered}. “Send a test message” in the console shows whether they do again.`,
        ];
    });
}
function historiesMissed(sql, { timeline }, now) {
    // Without a timeline nobody counts page views.
    const isTold = timeline === 'note' || timeline === 'activity';
    const people = isTold ? countMissed(sql, now) : 0;
    if (people === 0)
        return [];
    const who = people === 1 ? 'somebody' : `${people} people`;
    return [
        `A server introduced ${who} by an anonymousId whose page views never came: they are still on the visitor's device. Where a server introduces people, give the script tag data-anonymous="batch".`,
    ];
}
/** Whose browser a server has named before any page told of it, and no page view has come since. */
function countMissed(sql, now) {
    const [row] = sql
        .exec(`SELECT COUNT(*) AS count
       FROM (SELECT state FROM subject ORDER BY id DESC LIMIT ${LOOKED_AT$1})
       WHERE json_valid(state) AND state ->> '$.kind' = 'person'
         AND state ->> '$.lastSeenAt' > ? AND state ->> '$.visitCount' IS NULL
         AND (state ->> '$.email' IS NOT NULL OR state ->> '$.userId' IS NOT NULL)
         AND EXISTS (SELECT 1 FROM json_each(state, '$.ranks')
                     WHERE key LIKE 'a:%' AND value = 'server')`, now - TOLD_MS)
        .toArray();
    return row?.count ?? 0;
}

/** What an operator wants to know at a glance. */
function readOverview(sql, { config, failures, hints, messenger, now, }) {
    const budget = readState(sql, 'budget', { spent: {} });
    const { remaining } = budget;
    const refused = leadsRefused(sql, now);
    const delivery = deliveryState(sql, { budget, config, now });
    return {
        now,
        isNew: !hasLead(sql),
        health: readStatus(sql, { config, failures, hints, refused, now }),
        delivery,
        flow: readFlow(sql, budget, now),
        quota: {
            hour: gauge(spentWithin(budget, HOUR_MS, now), config.hourlyCalls),
            minute: gauge(spentWithin(budget, MINUTE_MS, now), config.minuteCalls),
            ...(remaining && { reported: { remaining: remaining.calls, at: remaining.at } }),
        },
        backlog: countBacklog(sql, { budget, config, delivery, now }),
        deadLetters: countUpTo(sql, 'SELECT 1 FROM dead_letter'),
        leadsRefused: refused,
        channels: messenger.look(),
        freshsales: config.domain.api.replace(/\/api$/, ''),
    };
}
/** The first of a site are soon found; nobody is looked for among many. */
const LOOKED_AT = 5_000;
/** Whether somebody is in Freshsales who was not only the console's own try. */
function hasLead(sql) {
    const query = `SELECT 1 FROM (SELECT state FROM subject ORDER BY id LIMIT ${LOOKED_AT})
    WHERE json_valid(state) AND COALESCE(state ->> '$.contactId', state ->> '$.leadId') IS NOT NULL
      AND IFNULL(state ->> '$.email', '') NOT LIKE '${TEST_LEAD}%' LIMIT 1`;
    return sql.exec(query).toArray().length > 0;
}
function deliveryState(sql, { budget, config, now }) {
    const since = pausedSince(sql);
    if (since !== undefined)
        return { state: 'paused', since };
    if (config.dryRun)
        return { state: 'dryRun' };
    const until = affordableAt(budget, config, PRIORITY.newContact, now);
    if (budget.pausedFor === 'account')
        return { state: 'keyRefused', until };
    if (budget.pausedFor === 'outage')
        return { state: 'outage', until };
    if (until <= now)
        return { state: 'flowing' };
    return { state: budget.pausedFor ?? 'quotaUsedUp', until };
}
function readFlow(sql, budget, now) {
    const read = createFlowReader(sql);
    const point = (unit, length) => (slot) => ({
        at: slot * length,
        calls: unit === 'hours'
            ? (budget.hours?.[slot] ?? 0)
            : callsBetween(budget, slot * length, (slot + 1) * length),
        ...read(unit, slot),
    });
    return {
        hour: lastSlots(60, Math.floor(now / MINUTE_MS), point('minutes', MINUTE_MS)),
        day: lastSlots(24, Math.floor(now / HOUR_MS), point('hours', HOUR_MS)),
    };
}
function lastSlots(count, last, point) {
    return Array.from({ length: count }, (_, index) => point(last - count + 1 + index));
}
function callsBetween({ spent }, from, to) {
    let calls = 0;
    for (let at = from; at < to; at += SLOT_MS)
        calls += spent[at / SLOT_MS] ?? 0;
    return calls;
}
const gauge = (used, limit) => ({
    used,
    limit,
    remaining: Math.max(0, limit - used),
});

/** One transaction: small enough to be short, large enough to write each person once. */
const BATCH = 500;
/** One action: what a request may take, in time and in memory. */
const AT_MOST = 10_000;
/**
 * Puts dead letters back to where they were refused, so that they are sent once more by the same
 * rules as everything else. A letter whose person is no longer known stays.
 */
function replay(storage, ask, now) {
    const { sql } = storage;
    const report = { replayed: 0, gone: 0, isMore: false };
    const selection = select(sql, ask);
    // From the newest down, so that a letter that stays is met once.
    let last = Number.MAX_SAFE_INTEGER;
    while (report.replayed + report.gone < AT_MOST) {
        const letters = takeLetters(sql, selection, last);
        const [oldest] = letters.slice(-1);
        if (!oldest)
            return report;
        storage.transactionSync(() => {
            const subjects = new Subjects(sql, now);
            const companies = new Set();
            for (const each of letters) {
                if (replayLetter(sql, each.letter, { subjects, companies, now })) {
                    sql.exec('DELETE FROM dead_letter WHERE id = ?', each.id);
                    report.replayed++;
                }
                else
                    report.gone++;
            }
            reopenCompanyLinks(sql, companies, subjects);
            subjects.save();
        });
        last = oldest.id - 1;
    }
    report.isMore = takeLetters(sql, selection, last).length > 0;
    return report;
}
function replayLetter(sql, letter, { subjects, companies, now }) {
    if (letter.unreadable !== undefined)
        return false;
    if (letter.state !== undefined)
        return restoreRow(letter, subjects, now);
    if (letter.inbox) {
        appendRow(sql, letter.inbox);
        return true;
    }
    // It holds what only a later version can put back, and waits for that.
    const subject = findReceiver(letter, subjects, now);
    if (!subject)
        return false;
    putBack(subject, letter.purpose, letter.lost ?? {});
    if (subject.kind === 'account' && subject.id === undefined)
        companies.add(subject.name);
    subjects.touch(subject);
    return true;
}
function select(sql, ask) {
    if ('id' in ask)
        return { where: 'id = ?', value: ask.id };
    if ('like' in ask)
        return { where: 'reason = ?', value: reasonOf(sql, ask.like) ?? null };
    return { where: '?', value: 1 };
}
function takeLetters(sql, { where, value }, last) {
    return sql
        .exec(`SELECT * FROM dead_letter WHERE id <= ? AND ${where} ORDER BY id DESC LIMIT ${BATCH}`, last, value)
        .toArray()
        .map((row) => ({ id: row.id, letter: readDeadLetter(row) }));
}
/**
 * Whom a letter belongs to. Its number alone is not enough: the person may have been merged into
 * another or forgotten, and the number given away again.
 */
function findReceiver({ subject: id, who, purpose, lost }, subjects, now) {
    if (who === undefined) {
        // It names its record in Freshsales itself, so anybody can carry it there.
        const standsAlone = purpose && lost && callKindOf(purpose)?.standsAlone?.(lost);
        return standsAlone ? subjects.createPerson(now) : undefined;
    }
    const subject = subjects.byId(id);
    return subject && isCalled(subject, who)
        ? subject
        : (subjects.person(`e:${who}`) ?? subjects.findAccount(who));
}
const isCalled = (subject, who) => subject.kind === 'account' ? subject.name === who : subject.keys.includes(`e:${who}`);
/**
 * While Freshsales refuses a company, its people count as linked, so that they are not held up.
 * Once it is tried again, so are their links; one that is there already costs nothing to find.
 */
function reopenCompanyLinks(sql, names, subjects) {
    if (names.size === 0)
        return;
    const rows = sql.exec("SELECT id, state ->> '$.accounts' AS accounts FROM subject WHERE json_valid(state) AND state ->> '$.accounts' <> '{}'");
    for (const { id, accounts } of rows.toArray()) {
        if (!Object.keys(JSON.parse(accounts)).some((name) => names.has(name)))
            continue;
        const person = subjects.byId(id);
        if (person?.kind !== 'person')
            continue;
        markCompanies(person, names, false);
        subjects.touch(person);
    }
}
/**
 * Takes a person or an account back that another version could not use. Whoever came again meanwhile
 * is known already: the two become one. False when this version cannot use the row either.
 */
function restoreRow({ state }, subjects, now) {
    const read = subjectFormat.read(state ?? '');
    if (!read.ok)
        return false;
    const row = revive(read.row);
    if (row.kind === 'person')
        restorePerson(row, subjects, now);
    else {
        const { name, id, fields, custom } = row;
        const account = subjects.account(name, now);
        mergeStamped(account.fields, fields);
        mergeStamped(account.custom, custom);
        if (id !== undefined)
            account.id ??= id;
        subjects.touch(account);
    }
    return true;
}
function restorePerson(row, subjects, now) {
    const { keys } = row;
    const known = new Set(keys.flatMap((key) => subjects.person(key) ?? []));
    const person = subjects.createPerson(now);
    Object.assign(person, row, { keys: [] });
    for (const key of keys)
        if (!subjects.byKey(key))
            subjects.point(key, person);
    const same = [...known].find((other) => isSame(other, row));
    if (same)
        merge(same, person, subjects);
}
/** Two people who each have an address of their own stay two. */
const isSame = (one, other) => !one.email || !other.email || one.email === other.email;
function merge(known, restored, subjects) {
    const [stays, goes] = known.contactId === undefined ? [restored, known] : [known, restored];
    absorb(stays, goes, subjects);
    subjects.touch(stays);
}

/** How far back Cloudflare can go: https://developers.cloudflare.com/durable-objects/api/sqlite-storage-api/ */
const REACH_MS = 30 * 86_400_000;
/** The answer leaves before the object ends. */
const RESTART_MS = 250;
/** Takes the outbox back to how it was at a moment, from Cloudflare's own recovery log; it starts again for that. */
async function restore(storage, { at, now, restart }) {
    if (at >= now || at < now - REACH_MS)
        return { restoring: false, reason: 'at: must be a time within the last 30 days' };
    try {
        const undo = await storage.onNextSessionRestoreBookmark(await storage.getBookmarkForTime(at));
        setTimeout(restart, RESTART_MS);
        return { restoring: true, undo };
    }
    catch (error) {
        return { restoring: false, reason: error instanceof Error ? error.message : String(error) };
    }
}

/** Answers a question of the console, or carries out an order. */
function operate(name, ask, deps) {
    return OPERATIONS[name](ask, deps);
}
const OPERATIONS = {
    overview: async (_, { delivery: { storage, config, messenger, now }, failures, hints }) => readOverview(storage.sql, { config, failures, hints, messenger, now: now() }),
    deliveries: async (ask, { delivery: { storage } }) => ({
        deliveries: readDeliveries(storage.sql, ask),
    }),
    waiting: async (_, { delivery: { storage, now } }) => readWaiting(storage.sql, now()),
    deadLetters: async (ask, { delivery: { storage } }) => readDeadLetters(storage.sql, ask),
    replay: async (ask, { delivery: { storage, now }, wake }) => {
        const report = replay(storage, ask, now());
        logEvent('dead_letters_replayed', { replayed: report.replayed, gone: report.gone });
        wake();
        return report;
    },
    deleteLetters: async (ask, { delivery: { storage } }) => {
        const deleted = deleteLetters(storage, ask);
        logEvent('dead_letters_deleted', { deleted });
        return { deleted };
    },
    findPeople: ({ text }, deps) => findAnybody(text, deps),
    person: async ({ id }, { delivery: { storage } }) => ({
        person: await readPerson(storage.sql, id),
    }),
    release: async ({ id }, { delivery: { storage, now }, wake }) => {
        const released = release(storage, id, now());
        wake();
        return { released };
    },
    forget: (ask, { delivery, strangers, exclusively }) => exclusively(() => forget(delivery, ask, strangers)),
    neverAgain: async (_, { delivery: { storage } }) => readNeverAgain(storage.sql),
    addNeverAgain: ({ email }, { delivery: { storage } }) => addNeverAgain(storage.sql, email),
    removeNeverAgain: ({ email }, { delivery: { storage } }) => removeNeverAgain(storage.sql, email),
    exportPage: async (ask, { delivery: { storage } }) => exportPage(storage.sql, ask),
    pause: async (_, { delivery: { storage, now } }) => {
        pauseDelivery(storage.sql, now());
        logEvent('delivery_paused');
        return { pausedSince: pausedSince(storage.sql) ?? now() };
    },
    resume: async (_, { delivery: { storage }, wake }) => {
        resumeDelivery(storage.sql);
        logEvent('delivery_resumed');
        wake();
        return { pausedSince: null };
    },
    tryNow: async (_, { delivery: { storage, now }, wake }) => {
        const tried = tryNow(storage, now());
        wake();
        return { tried };
    },
    restore: async ({ at }, { delivery: { storage, now }, restart }) => {
        const report = await restore(storage, { at, now: now(), restart });
        if (report.restoring)
            logEvent('outbox_restored', { at });
        return report;
    },
    testMessage: async (_, { delivery: { messenger }, wake }) => {
        const channels = await messenger.test();
        // What waits for one that works again goes out now.
        wake();
        return { channels };
    },
};

/** A request is one row until it is folded, and a person is one row however much is known of them. */
const TABLES = [
    // One row a request: the durable promise behind the 200.
    `CREATE TABLE inbox (
     id INTEGER PRIMARY KEY, received_at INTEGER NOT NULL, source TEXT NOT NULL, events TEXT NOT NULL)`,
    // A person or an account, with the time something is to be done about it.
    `CREATE TABLE subject (
     id INTEGER PRIMARY KEY, state TEXT NOT NULL, priority INTEGER NOT NULL,
     due_at INTEGER NOT NULL, waiting_since INTEGER)`,
    'CREATE INDEX subject_due ON subject (priority, due_at, waiting_since)',
    'CREATE TABLE identity (key TEXT PRIMARY KEY, subject INTEGER NOT NULL) WITHOUT ROWID',
    // What Freshsales told of the account: lists of names and ids, metadata of fields.
    `CREATE TABLE list (
     name TEXT PRIMARY KEY, fetched_at INTEGER NOT NULL, entries TEXT NOT NULL) WITHOUT ROWID`,
    // Calls and what came back, the newest few, for the operator.
    `CREATE TABLE delivery (
     id INTEGER PRIMARY KEY, at INTEGER NOT NULL, subject INTEGER NOT NULL, outcome TEXT NOT NULL,
     record TEXT NOT NULL)`,
    `CREATE TABLE dead_letter (
     id INTEGER PRIMARY KEY, at INTEGER NOT NULL, subject INTEGER NOT NULL, reason TEXT NOT NULL,
     record TEXT NOT NULL)`,
    'CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID',
];
// Who is held back until the operator decides: nothing is due for them, and yet they wait.
const HELD_INDEX = `CREATE INDEX subject_held ON subject (waiting_since) WHERE priority = 4
   AND waiting_since IS NOT NULL`;
// How the events of a request are written; what 0.1.0 stored is of version 1.
const INBOX_VERSION = 'ALTER TABLE inbox ADD COLUMN version INTEGER NOT NULL DEFAULT 1';
// Forms that the browser itself submitted wait here for the word of the next page; and that word,
// where it comes first, or the event once more. Held events have `events`, decided ones a `verdict`.
const PROVISIONAL = [
    `CREATE TABLE provisional (
     id INTEGER PRIMARY KEY, received_at INTEGER NOT NULL, source TEXT NOT NULL,
     server INTEGER NOT NULL, anonymous_id TEXT, message_id TEXT NOT NULL, events TEXT, verdict TEXT)`,
    `CREATE UNIQUE INDEX provisional_key
     ON provisional (source, server, anonymous_id, message_id)`,
    `CREATE INDEX provisional_held ON provisional (received_at) WHERE events IS NOT NULL`,
    `CREATE INDEX provisional_source ON provisional (source) WHERE events IS NOT NULL`,
    `CREATE INDEX provisional_decided ON provisional (received_at) WHERE events IS NULL`,
];
// Whose turn comes later, because others wait, may go before it where nobody does.
const TURN = [
    'ALTER TABLE subject ADD COLUMN turn INTEGER',
    'CREATE INDEX subject_turn ON subject (priority, turn) WHERE turn IS NOT NULL',
];
// Whose history is fetched from the objects of strangers before a request is folded; and hand-overs
// that are not over.
const HANDOVER = [
    'ALTER TABLE inbox ADD COLUMN introduces TEXT',
    `CREATE TABLE handover (
     id TEXT PRIMARY KEY, up_to INTEGER, due_at INTEGER NOT NULL, attempts INTEGER NOT NULL)
     WITHOUT ROWID`,
];
// What somebody is to hear, until each channel has taken it.
const MESSAGE = `CREATE TABLE message (
   id INTEGER PRIMARY KEY, at INTEGER NOT NULL, channel TEXT NOT NULL, record TEXT NOT NULL,
   attempts INTEGER NOT NULL, tried_at INTEGER)`;
// Of whom nothing is kept any more; those who were forgotten, for as long as a browser keeps what it
// could not send.
const KEPT_OUT = [
    'CREATE TABLE kept_out (hash TEXT PRIMARY KEY, before INTEGER, until INTEGER) WITHOUT ROWID',
    'CREATE INDEX kept_out_until ON kept_out (until) WHERE until IS NOT NULL',
    `INSERT INTO kept_out SELECT key, value, value + 604800000
     FROM json_each((SELECT IIF(json_valid(value), value, '{}') FROM state WHERE name = 'forgotten'))
     WHERE key <> 'version' AND type = 'integer'`,
];
const statements = (...list) => (sql) => {
    for (const each of list)
        sql.exec(each);
};
/**
 * What a file goes through, oldest first. A step that was released is never changed, and none takes
 * away what the version before reads: that version must be able to open the file again.
 */
const MIGRATIONS = [
    { id: 'tables', run: statements(...TABLES) },
    { id: 'held-index', run: statements(HELD_INDEX) },
    { id: 'inbox-version', run: statements(INBOX_VERSION) },
    { id: 'free-bulk-members', run: freeBulkMembers },
    { id: 'provisional', run: statements(...PROVISIONAL) },
    { id: 'turn', run: statements(...TURN) },
    { id: 'handover', run: statements(...HANDOVER) },
    { id: 'message', run: statements(MESSAGE) },
    { id: 'kept-out', run: statements(...KEPT_OUT) },
];
const JOB = "(SELECT value FROM state WHERE name = 'bulkJob')";
/**
 * Version 0.1.0 could send a hundred contacts in one bulk job and held its members back meanwhile.
 * What became of a job is not known, and an upsert may be repeated: each member goes out alone.
 */
function freeBulkMembers(sql) {
    sql.exec(`UPDATE subject SET state = json_remove(state, '$.retryAt'),
       due_at = IIF(due_at = state ->> '$.retryAt', IFNULL(waiting_since, 0), due_at)
     WHERE json_valid(state) AND id IN (
       SELECT member.value ->> '$.subject'
       FROM json_each(IIF(json_valid(${JOB}), ${JOB}, '{}'), '$.members') AS member)`);
    sql.exec("DELETE FROM state WHERE name IN ('bulkJob', 'bulkOffUntil')");
}

/** How many of the first migrations version 0.1.0 knows, by their place and not by an id. */
const COUNTED = 2;
/**
 * Takes a file of any earlier version through the migrations that it has not seen, each whole or not
 * at all. What a later version did to it is left alone.
 */
function migrate(storage, migrations = MIGRATIONS) {
    const { sql } = storage;
    storage.transactionSync(() => createRecord(sql, migrations));
    const applied = new Set(sql
        .exec('SELECT id FROM migration')
        .toArray()
        .map(({ id }) => id));
    for (const migration of migrations)
        if (!applied.has(migration.id))
            storage.transactionSync(() => apply(sql, migration));
}
/** 0.1.0 counted in `schema_version`. The count stays, so that 0.1.0 can open the file again. */
function createRecord(sql, migrations) {
    const isThere = sql
        .exec("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'")
        .toArray().length;
    if (isThere)
        return;
    sql.exec('CREATE TABLE migration (id TEXT PRIMARY KEY, applied_at INTEGER NOT NULL) WITHOUT ROWID');
    sql.exec('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)');
    const [row] = sql.exec('SELECT version FROM schema_version').toArray();
    for (const { id } of migrations.slice(0, Math.min(row?.version ?? 0, COUNTED)))
        record(sql, id);
    sql.exec('DELETE FROM schema_version');
    sql.exec('INSERT INTO schema_version VALUES (?)', Math.max(row?.version ?? 0, COUNTED));
}
function apply(sql, { id, run }) {
    try {
        run(sql);
        record(sql, id);
    }
    catch (error) {
        throw new Error(`The outbox's file could not be brought up to date by "${id}": ${error}`, {
            cause: error,
        });
    }
}
function record(sql, id) {
    sql.exec('INSERT INTO migration VALUES (?, ?)', id, Date.now());
}

/** The records that calls carry in a wrapper; a task travels without one. */
const WRAPPERS = ['contact', 'lead', 'sales_account', 'deal', 'sales_activity', 'note'];
/**
 * Answers each call as Freshsales would for somebody new, and makes none: what was sent is there, and
 * nothing else is. So a test is planned to its end by the code that delivers, and asks nobody anything.
 */
function pretendClient(now) {
    let made = 0;
    /** Of no record in any account: as long as a time, and longer than an id. */
    const newId = () => now() * 1_000 + made++;
    return {
        async send(call) {
            if (call.method === 'GET')
                return { status: 200, body: nothingThere(call) };
            const { body = {} } = call;
            const wrapper = WRAPPERS.find((name) => isObject$1(body[name])) ?? 'task';
            const record = isObject$1(body[wrapper]) ? body[wrapper] : body;
            const id = idIn(call);
            const status = id === undefined ? 201 : 200;
            return { status, body: { [wrapper]: { ...record, id: id ?? newId() } } };
        },
    };
}
function nothingThere(call) {
    const record = { id: idIn(call) ?? 0 };
    return {
        contact: { ...record, sales_accounts: [], tags: [], emails: [] },
        lead: record,
        sales_account: record,
        deals: [],
        tasks: [],
        notes: [],
        contacts: { contacts: [] },
        leads: { leads: [] },
    };
}
function idIn({ path }) {
    const [, id] = /^\/\w+\/(\d+)(?:[/?]|$)/.exec(path) ?? [];
    return id === undefined ? undefined : Number(id);
}

const PAGE = 50;
/** Enough to find what one has just tried. */
const KEPT = 500;
/** So many tests have room between two deliveries. */
const ROOM = 65_536;
const readPlaces = (sql) => readState(sql, 'testPlaces', { from: [] });
/** What is planned from now on is shown behind this delivery. */
function showBehind(sql, behind) {
    const { from } = readPlaces(sql);
    if (from.at(-1)?.behind === behind)
        return;
    const [row] = sql.exec('SELECT MAX(id) AS id FROM delivery').toArray();
    writeState(sql, 'testPlaces', { from: [...from, { row: row?.id ?? 0, behind }].slice(-KEPT) });
}
function keepNewest(sql) {
    sql.exec(`DELETE FROM delivery WHERE id <= (SELECT MAX(id) FROM delivery) - ${KEPT}`);
}
/**
 * What test keys would have written, newest first. Their numbers lie between those of real deliveries,
 * so that both are one list in the order in which they came.
 */
function readTestDeliveries(sql, { after = 0, before = Number.MAX_SAFE_INTEGER, outcome, text = '' }) {
    const { from } = readPlaces(sql);
    const messages = knowsAccount(sql) ? [] : [NOT_ASKED];
    const numberOf = (row) => {
        const behind = from.findLast((place) => place.row < row)?.behind ?? 0;
        return behind + Math.min(row, ROOM - 1) / ROOM;
    };
    return sql
        .exec(`SELECT * FROM delivery WHERE ? = '' OR instr(lower(record), lower(?)) > 0 ORDER BY id DESC`, text.trim(), JSON.stringify(text.trim()).slice(1, -1))
        .toArray()
        .filter(({ id }) => numberOf(id) > after && numberOf(id) < before)
        .map((row) => view(numberOf(row.id), readDelivery(row), messages))
        .filter((each) => isWritten(each) && (outcome === undefined || each.outcome === outcome))
        .slice(0, PAGE);
}
/** What only asks writes nothing. */
const isWritten = ({ call }) => call?.method !== 'GET';
const NOT_ASKED = 'Freshsales is asked nothing for a test: the names in its lists and its custom fields are not known here before the first lead that is none.';
/** Whether a list of the account is known; one that the pretended account answered is empty. */
function knowsAccount(sql) {
    return sql.exec("SELECT 1 FROM list WHERE entries <> '[]' LIMIT 1").toArray().length > 0;
}
/** Nobody in the account's outbox is meant by its subject. */
function view(id, delivery, messages) {
    const { outcome, problems } = delivery;
    return {
        ...delivery,
        id,
        test: true,
        subject: 0,
        outcome: outcome === 'refused' ? outcome : 'planned',
        ...(problems.length > 0 && messages.length > 0 && { messages }),
    };
}

/** Anybody can read a test key in a page: this bounds what they can have planned. */
const MOST_EVENTS_A_DAY = 3_000;
/** Rows that a request of so many events costs at the most, until it is planned and forgotten. */
const rowsFor = (events) => 4 + 12 * events;
const KEPT_MS$1 = DAY_MS$1;
/** One alarm works this long at most, then the next one goes on. */
const TURN_MS = 20_000;
/** Nobody waits for anybody here, since nothing is sent. */
const NO_LIMIT = { hourlyCalls: 1_000_000, minuteCalls: 1_000_000, newContactsPerHour: 0 };
/** Nobody is told of a test. */
const NO_MESSENGER = {
    send: () => undefined,
    channels: () => [],
    flush: () => NEVER,
    look: () => [],
    test: async () => [],
};
const TOO_MANY = `turned away: test keys take ${MOST_EVENTS_A_DAY} events a day; try again tomorrow, or use the key of the site`;
const NO_ROWS = 'turned away: the rows of the day are kept for leads; try again tomorrow';
/**
 * What test keys send, in an object of its own with a file of its own. The engine is the one that
 * delivers, with a client that only pretends: so a test shows what a lead would get, nothing of it
 * reaches Freshsales, and it cannot touch, find or count anybody.
 */
function createTests({ storage, env, now, wake, }) {
    const { sql } = storage;
    return {
        /** Whether this is the object that plans tests. */
        isHere: () => readState(sql, 'tests', null) !== null,
        async append(request) {
            const day = Math.floor(now() / DAY_MS$1);
            const known = readState(sql, 'tests', { day, events: 0 });
            const events = (known.day === day ? known.events : 0) + request.count;
            if (events > MOST_EVENTS_A_DAY)
                return { stored: false, shed: TOO_MANY };
            const rows = rowsFor(request.count);
            if (!(await outboxOf(env()).lease({ rows, shed: 0 })))
                return { stored: false, shed: NO_ROWS };
            storage.transactionSync(() => {
                writeState(sql, 'tests', { day, events });
                appendRequest(storage, { ...request, introduces: [] });
            });
            await wake();
            return { stored: true };
        },
        deliveries: (ask) => readTestDeliveries(sql, ask),
        /** Where this is the account's own outbox: what it tells the one of the tests. */
        known: () => knownToTests(sql),
        /** Plans what waits, and forgets what is a day old; answers when to come again. */
        async work(config) {
            await learn(sql, env());
            const deps = {
                ...createDeliveryDeps(storage, {
                    config: { ...config, ...NO_LIMIT, dryRun: false },
                    messenger: NO_MESSENGER,
                    inSpan: createInSpan({}),
                }),
                client: pretendClient(now),
                pretends: true,
            };
            const until = now() + TURN_MS;
            let turn = { did: true };
            while (turn.did && now() < until) {
                startAnew(storage, now());
                turn = await takeTurn(deps);
            }
            keepNewest(sql);
            forgetOld(storage, now());
            const forgetAt = isAnythingKept(sql) ? now() + KEPT_MS$1 / 4 : NEVER;
            return Math.min(turn.did ? now() : turn.wakeAt, forgetAt);
        },
    };
}
/** What the account's outbox knows of the account; a test need not wait for it. */
async function learn(sql, env) {
    try {
        const { lists, newestDelivery } = await outboxOf(env).forTests();
        sql.exec('DELETE FROM list');
        for (const { name, fetched_at, entries } of lists)
            sql.exec('INSERT INTO list VALUES (?, ?, ?)', name, fetched_at, entries);
        showBehind(sql, newestDelivery);
    }
    catch (error) {
        console.error(JSON.stringify({ event: 'tests_not_informed', error: nameError(error) }));
    }
}
function knownToTests(sql) {
    const [newest] = sql.exec('SELECT MAX(id) AS id FROM delivery').toArray();
    return {
        lists: sql
            .exec('SELECT name, fetched_at, entries FROM list')
            .toArray(),
        newestDelivery: newest?.id ?? 0,
    };
}
/** Whoever introduces themselves in a test is new each time: a form that is tried twice is shown twice. */
function startAnew(storage, now) {
    const emails = takeRows(storage.sql)
        .flatMap(({ events }) => parseKept(events) ?? [])
        .filter(({ type }) => type === 'identify')
        .flatMap((event) => peopleOf(event, { actions: new Map() }).people.emails);
    if (emails.length === 0)
        return;
    storage.transactionSync(() => {
        const subjects = new Subjects(storage.sql, now);
        for (const email of emails) {
            const person = subjects.person(`e:${email}`);
            if (person && !isNew(person))
                subjects.remove(person);
        }
    });
}
function forgetOld(storage, now) {
    const { sql } = storage;
    const before = now - KEPT_MS$1;
    const old = "SELECT id FROM subject WHERE NOT json_valid(state) OR state ->> '$.lastSeenAt' <= ?";
    storage.transactionSync(() => {
        sql.exec('DELETE FROM delivery WHERE at <= ?', before);
        sql.exec('DELETE FROM dead_letter WHERE at <= ?', before);
        sql.exec('DELETE FROM provisional WHERE received_at <= ?', before);
        sql.exec(`DELETE FROM identity WHERE subject IN (${old})`, before);
        sql.exec(`DELETE FROM subject WHERE id IN (${old})`, before);
    });
}

const now = () => Date.now();
const inSpan = createInSpan(runtime);
/** The account's settings are wrong: the operator has to act, and nothing is lost meanwhile. */
const MISCONFIGURED_MS = 60_000;
/**
 * Keeps what was acknowledged and brings it to Freshsales. One object per Freshsales account, since
 * the hourly quota belongs to the account; its alarm does all the work.
 */
class Outbox extends runtime.DurableObject {
    #storage = meterRows(this.ctx.storage, (rows) => this.#leadsFirst.countRows(rows));
    #leadsFirst = createLeadsFirst(this.ctx.storage.sql, now);
    #webhooks = createWebhooks(this.#storage.sql, now);
    #home = createHome(this.#storage.sql, () => this.env);
    #alarmClock = createAlarmClock(this.#storage, now);
    #deps;
    /** What writes and waits in between takes its turn here: delivery, and a person to be forgotten. */
    #exclusively = createMutex();
    #probeDisk = createDiskProbe(this.#storage.sql, now);
    #messenger = createMessenger({ sql: this.#storage.sql, env: () => this.env, now });
    #alerts = createAlerts(this.#storage, this.#messenger);
    /** What went wrong here last, for `/health`; it is not written, since the disk may be what failed. */
    #failures = new Map();
    #wakeUp = createWakeUp({
        alarmClock: this.#alarmClock,
        isNeeded: () => isAnythingKept(this.#storage.sql),
        failures: this.#failures,
    });
    #append = createAppend({
        storage: this.#storage,
        config: () => this.#config(),
        leadsFirst: this.#leadsFirst,
        home: this.#home,
        webhooks: this.#webhooks,
        failures: this.#failures,
        wake: () => this.#wakeUp.wake(),
    });
    #tests = createTests({
        storage: this.#storage,
        env: () => this.env,
        now,
        wake: () => this.#wakeUp.wake(),
    });
    constructor(state, env) {
        super(state, env);
        migrate(this.#storage);
        state.blockConcurrencyWhile(() => this.#wakeUp.start());
    }
    /** Stores a request. The answer leaves only when the row is on disk: that is the promise behind the 200. */
    append(request) {
        return this.#append(request);
    }
    appendTest(request) {
        return this.#tests.append(request);
    }
    async testDeliveries(ask) {
        return this.#tests.deliveries(ask);
    }
    async forTests() {
        return this.#tests.known();
    }
    async lease(ask) {
        const isGranted = this.#leadsFirst.lease(ask, this.#config().dailyRows);
        // Somebody may want to be told.
        if (ask.shed > 0)
            await this.#wakeUp.wake();
        return isGranted;
    }
    async offer(offers) {
        const hasRoom = this.#leadsFirst.hasRoom(this.#config().dailyRows);
        if (wantOffered(this.#storage.sql, offers, { hasRoom, now: now() }))
            await this.#wakeUp.wake();
    }
    async refuseWebhook() {
        this.#webhooks.refuse();
    }
    async isInhabited() {
        return this.#home.isInhabited();
    }
    async status() {
        await this.#wakeUp.lookAfter();
        const config = parseConfig(this.env);
        if (!config.ok)
            return { ok: false, degraded: [config.reason], oldestWaitingSeconds: 0 };
        this.#probeDisk();
        this.#leadsFirst.save(config.value.dailyRows);
        const failures = [...(await this.#home.misplaced(config.value)), ...this.#failures.values()];
        const hints = hintsOnBindings(this.env);
        return readStatus(this.#storage.sql, { config: config.value, failures, hints, now: now() });
    }
    /** What the console asks and orders, see `Operations`. */
    async operate(name, ask) {
        await this.#wakeUp.lookAfter();
        let woken;
        const reply = await operate(name, ask, {
            delivery: this.#depsWith(this.#config()),
            strangers: createStrangers(this.#handOverDeps()),
            failures: [...this.#failures.values()],
            hints: hintsOnBindings(this.env),
            exclusively: this.#exclusively,
            wake: () => {
                woken = this.#wakeUp.wake();
            },
            restart: () => this.ctx.abort('The outbox starts again, as it was before.'),
        });
        await woken;
        return reply;
    }
    alarm() {
        return this.#alarmClock.ring(() => this.#work(), this.#failures);
    }
    /** Answers when something will be due. */
    async #work() {
        const config = parseConfig(this.env);
        if (!config.ok) {
            console.error(JSON.stringify({ event: 'misconfigured', reason: config.reason }));
            return now() + MISCONFIGURED_MS;
        }
        if (this.#tests.isHere())
            return this.#tests.work(config.value);
        return deliver({
            deps: this.#depsWith(config.value),
            handOver: this.#handOverDeps(),
            exclusively: this.#exclusively,
            leadsFirst: this.#leadsFirst,
            alerts: this.#alerts,
        });
    }
    /** Throws where the settings are at fault; the Worker asks nothing of the outbox then. */
    #config() {
        const config = parseConfig(this.env);
        if (!config.ok)
            throw new Error(config.reason);
        return config.value;
    }
    #depsWith(config) {
        this.#deps ??= createDeliveryDeps(this.#storage, { config, messenger: this.#messenger, inSpan });
        return this.#deps;
    }
    #handOverDeps() {
        const countRows = (rows) => this.#leadsFirst.countRows(rows);
        return { storage: this.#storage, env: this.env, now, countRows };
    }
}

/** Asked for at first: a visit has a few requests, each of which writes its stranger's row. */
const FIRST_ROWS = 4;
/** Rows at a time, so that in a flood few requests have to ask the outbox. */
const MOST_ROWS = 96;
/** Once the day's rows are used up, the outbox is asked this often whether there are some again. */
const ASK_AGAIN_MS$1 = 60_000;
/**
 * The rows of the day that an object may write. The outbox counts for all of them: it hands out as many
 * as are needed now, and twice as many each time they did not last. What is left when the object goes to
 * sleep is not used that day; an object that sleeps has few requests.
 */
function createRowLease(ask, now) {
    let lease = { day: 0, rows: 0, next: FIRST_ROWS };
    let askAgainAt = Number.NEGATIVE_INFINITY;
    let shed = 0;
    return {
        /** Counts events that were turned away; the outbox is told with the next question. */
        countShed(events) {
            shed += events;
        },
        /** Whether so many more may be written. */
        async take(needed) {
            const day = Math.floor(now() / DAY_MS$1);
            if (lease.day !== day)
                lease = { day, rows: 0, next: FIRST_ROWS };
            if (lease.rows < needed) {
                if (now() < askAgainAt)
                    return false;
                const rows = Math.max(needed, lease.next);
                const told = shed;
                const isGranted = await ask({ rows, shed: told });
                shed -= told;
                if (!isGranted) {
                    askAgainAt = now() + ASK_AGAIN_MS$1;
                    return false;
                }
                lease = { day, rows: lease.rows + rows, next: Math.min(MOST_ROWS, 2 * lease.next) };
            }
            lease.rows -= needed;
            return true;
        },
    };
}

// Pure: what was kept of a stranger and what came in, what is kept of them out.
/**
 * As many as a browser keeps of a stranger; more is a robot. The first event stays, since it says where
 * somebody came from.
 */
const MOST_EVENTS = 100;
/** Each request writes the row anew, and what robots fill must not make that slow. */
const ROW_CHARACTERS = 100_000;
/** In the order in which they came; an event that came twice is kept once. */
function mergeVisits(kept, heard, now) {
    const merged = [...kept];
    const known = new Set(kept.map(keyOf));
    // Numbers begin at the time: somebody who is met anew after everything was deleted gets higher ones.
    let number = Math.max(now, (kept.at(-1)?.number ?? 0) + 1);
    for (const visit of heard) {
        const key = keyOf(visit);
        if (known.has(key))
            continue;
        known.add(key);
        merged.push({ ...visit, number: number++ });
    }
    return bounded(merged);
}
const keyOf = ({ source, event }) => `${source}\n${event.messageId}`;
/** Drops the oldest but the first. */
function bounded([first, ...rest]) {
    if (!first)
        return [];
    let room = ROW_CHARACTERS - JSON.stringify(first).length;
    const newest = [];
    for (const visit of rest.reverse()) {
        room -= JSON.stringify(visit).length;
        if (room < 0 || newest.length === MOST_EVENTS - 1)
            break;
        newest.push(visit);
    }
    return [first, ...newest.reverse()];
}
/** A browser is one person's, or a few people's. */
const MOST_NAMES = 10;
/** How the outbox may know them: by whom their events name. */
function offerOf(anonymousId, kept) {
    const about = new Set([`a:${anonymousId}`, ...namesOf(kept)]);
    return { anonymousId, about: [...about].slice(0, MOST_NAMES) };
}
/** Identity keys other than the browser's own. */
function namesOf(visits) {
    return visits.flatMap(({ event }) => {
        const { userId, emails } = peopleOf(event, { actions: new Map() }).people;
        return [...(userId ? [`u:${userId}`] : []), ...emails.map((email) => `e:${email}`)];
    });
}

/** Strangers are remembered this long, and so is who is a stranger no longer. */
const KEPT_MS = 30 * 86_400_000;
/** A mark that is used is renewed so often: each time is a row. */
const RENEWED_MS = 86_400_000;
/** Somebody who comes back after so long is met anew: half an hour of quiet ends a visit. */
const VISIT_MS = 30 * 60_000;
/** Beyond it the oldest strangers make room, so many at once that it is not soon to be done again. */
const SOFT_BYTES = 1024 ** 3;
const ROOM_SHARE = 20;
const VISITOR_MIGRATIONS = [
    {
        id: 'visitor-tables',
        run(sql) {
            // One row a stranger, and one write a request: the durable promise behind the 200. Where it
            // forwards, the outbox knows them by now.
            sql.exec(`CREATE TABLE visitor (
           id TEXT PRIMARY KEY, seen_at INTEGER NOT NULL, forwards INTEGER NOT NULL,
           visits TEXT NOT NULL) WITHOUT ROWID`);
        },
    },
];
/** Adds what strangers did to the row of each, one write a stranger. Returns whom the outbox may know. */
function keepVisits(storage, { source, visits }, now) {
    const { sql } = storage;
    const heard = new Map();
    for (const { anonymousId, event: text } of visits) {
        const event = parseKept(text);
        if (event)
            heard.set(anonymousId, [...(heard.get(anonymousId) ?? []), { source, event }]);
    }
    return storage.transactionSync(() => [...heard].flatMap(([anonymousId, added]) => {
        const before = findVisitor(sql, anonymousId);
        const kept = mergeVisits(before?.kept ?? [], added, now);
        writeVisitor(sql, anonymousId, { seenAt: now, forwards: false, kept });
        const isNews = !before || before.seenAt < now - VISIT_MS || namesOf(added).length > 0;
        return isNews ? [offerOf(anonymousId, kept)] : [];
    }));
}
/** Strangers who were seen since, the newest first. */
function offersSince(sql, { since, most }) {
    return sql
        .exec(`SELECT id, visits FROM visitor WHERE forwards = 0 AND seen_at > ?
         ORDER BY seen_at DESC LIMIT ?`, since, most)
        .toArray()
        .map(({ id, visits }) => offerOf(id, parseKept(visits) ?? []));
}
function isAnybodyKept(sql) {
    return sql.exec('SELECT 1 FROM visitor LIMIT 1').toArray().length > 0;
}
/** Whether what they do is to be forwarded. Each use keeps the mark. */
function isForwarded(sql, anonymousId, now) {
    const [row] = sql
        .exec('SELECT seen_at FROM visitor WHERE id = ? AND forwards = 1', anonymousId)
        .toArray();
    if (!row || row.seen_at < now - KEPT_MS)
        return false;
    if (row.seen_at < now - RENEWED_MS)
        sql.exec('UPDATE visitor SET seen_at = ? WHERE id = ?', now, anonymousId);
    return true;
}
/** What is kept of each. What comes from now on is forwarded, so that nothing can come behind it. */
function handOut(storage, anonymousIds, now) {
    const { sql } = storage;
    return storage.transactionSync(() => anonymousIds.map((anonymousId) => {
        const visitor = findVisitor(sql, anonymousId);
        const kept = visitor?.kept ?? [];
        if (!visitor?.forwards)
            writeVisitor(sql, anonymousId, { seenAt: now, forwards: true, kept });
        return {
            anonymousId,
            upTo: kept.at(-1)?.number ?? 0,
            visits: kept.map(({ event, ...rest }) => ({ ...rest, event: JSON.stringify(event) })),
        };
    }));
}
/** Deletes what the outbox has on disk, by number; the mark stays. */
function deleteHandedOut(storage, acknowledged) {
    const { sql } = storage;
    storage.transactionSync(() => {
        for (const { anonymousId, upTo } of acknowledged) {
            const visitor = findVisitor(sql, anonymousId);
            if (!visitor)
                continue;
            const kept = visitor.kept.filter(({ number }) => number > upTo);
            if (kept.length < visitor.kept.length)
                writeVisitor(sql, anonymousId, { ...visitor, kept });
        }
    });
}
function eraseVisitors(sql, anonymousIds) {
    const erase = (id) => sql.exec('DELETE FROM visitor WHERE id = ?', id).rowsWritten;
    return anonymousIds.reduce((rows, id) => rows + erase(id), 0);
}
/** Forgets who was not seen for 30 days; and the oldest, marks last, where the object grows too large. */
function forgetOldest(sql, now) {
    sql.exec('DELETE FROM visitor WHERE seen_at < ?', now - KEPT_MS);
    if (sql.databaseSize > SOFT_BYTES)
        sql.exec(`DELETE FROM visitor WHERE id IN (SELECT id FROM visitor ORDER BY forwards, seen_at
         LIMIT (SELECT COUNT(*) / ${ROOM_SHARE} + 1 FROM visitor))`);
}
function findVisitor(sql, anonymousId) {
    const [row] = sql
        .exec('SELECT seen_at, forwards, visits FROM visitor WHERE id = ?', anonymousId)
        .toArray();
    if (!row)
        return undefined;
    const kept = parseKept(row.visits) ?? [];
    return { seenAt: row.seen_at, forwards: row.forwards === 1, kept };
}
function writeVisitor(sql, anonymousId, visitor) {
    sql.exec('INSERT OR REPLACE INTO visitor (id, seen_at, forwards, visits) VALUES (?, ?, ?, ?)', anonymousId, visitor.seenAt, visitor.forwards ? 1 : 0, JSON.stringify(visitor.kept));
}

/** A userId that a page names may be introduced by a server a moment later. */
const ASK_AGAIN_MS = 15 * 60_000;
/** Requests that wait for the outbox at a time; beyond that the object does not keep up. */
const MOST_WAITING = 100;
/** The outbox is not asked about strangers more often. */
const OFFER_MS = 60_000;
/** Nor about more of them: a browser that the outbox may know comes again. */
const MOST_OFFERED = 1_000;
/**
 * Keeps what strangers do, apart from the outbox, so that no flood of theirs reaches the object that owns
 * the account. There are 64, by a hash of the anonymous id. What this guarantees, and why:
 *
 * - **Nothing lost.** A request is in its stranger's row before it is answered. The history of somebody who introduces
 *   themselves is handed out (`pull`) as often as the outbox asks, and deleted only by the number up to
 *   which the outbox says it has it on disk (`acknowledge`).
 * - **Nothing left behind.** With the first `pull`, in the same step, the stranger becomes a mark: what
 *   comes later is forwarded. The mark stays for 30 days after its last use.
 * - **Nothing twice.** Numbers only rise, so a repeated `pull` is recognised, and an event that came
 *   twice has its messageId.
 *
 * There is one alarm, once a day and only while somebody is kept: it forgets, since deleting lazily would
 * leave data of strangers on a site that nobody visits any more, and asks the outbox once more about the
 * strangers of the day. No timer runs in between, so that the object may sleep and cost nothing.
 */
class Visitors extends DurableObject {
    #alarmClock = createAlarmClock(this.ctx.storage, () => Date.now());
    #rows = createRowLease((ask) => outboxOf(this.env).lease(ask), () => Date.now());
    #waiting = 0;
    #offeredAt = Number.NEGATIVE_INFINITY;
    /** Whom the outbox was not asked about yet. Those that an end of the process takes are offered by the alarm. */
    #offers = [];
    constructor(state, env) {
        super(state, env);
        migrate(state.storage, VISITOR_MIGRATIONS);
    }
    /** Stores what strangers did, or says why not. Throws where it could not be written. */
    async append({ source, visits, askedAt }) {
        this.#waiting++;
        try {
            const strangers = new Set(this.#strangersIn(visits).map(({ anonymousId }) => anonymousId));
            const shed = strangers.size === 0 ? undefined : await this.#refusal(strangers.size, askedAt);
            // Looked up once more: meanwhile somebody may have been handed out.
            const kept = new Set(this.#strangersIn(visits));
            const forward = visits.flatMap((visit, place) => (kept.has(visit) ? [] : [place]));
            if (kept.size === 0)
                return { forward };
            if (shed !== undefined) {
                this.#rows.countShed(kept.size);
                return { forward, shed };
            }
            const offers = keepVisits(this.ctx.storage, { source, visits: [...kept] }, Date.now());
            const isAnybodyNamed = offers.some(({ about }) => about.length > 1);
            await this.#alarmClock.ringBy(Date.now() + (isAnybodyNamed ? ASK_AGAIN_MS : DAY_MS$1));
            await this.#offer(offers);
            return { forward };
        }
        finally {
            this.#waiting--;
        }
    }
    async pull(anonymousIds) {
        const histories = handOut(this.ctx.storage, anonymousIds, Date.now());
        await this.#alarmClock.ringBy(Date.now() + DAY_MS$1);
        return histories;
    }
    async acknowledge(acknowledged) {
        deleteHandedOut(this.ctx.storage, acknowledged);
    }
    async erase(anonymousIds) {
        return eraseVisitors(this.ctx.storage.sql, anonymousIds);
    }
    async alarm() {
        const { sql } = this.ctx.storage;
        forgetOldest(sql, Date.now());
        if (isAnybodyKept(sql))
            await this.#alarmClock.ringBy(Date.now() + DAY_MS$1);
        this.#offers = offersSince(sql, { since: Date.now() - DAY_MS$1, most: MOST_OFFERED });
        if (this.#offers.length > 0)
            await this.#ask();
    }
    /** Those whom the outbox does not know yet. */
    #strangersIn(visits) {
        const now = Date.now();
        return visits.filter(({ anonymousId }) => !isForwarded(this.ctx.storage.sql, anonymousId, now));
    }
    async #refusal(strangers, askedAt) {
        if (stoodInLine(askedAt, Date.now()) || this.#waiting > MOST_WAITING)
            return TURNED_AWAY.tooMany;
        const config = parseConfig(this.env);
        if (config.ok && config.value.dailyRows === 0)
            return undefined;
        return (await this.#rows.take(strangers)) ? undefined : TURNED_AWAY.rows;
    }
    /**
     * The outbox may know somebody whom no introduction led to: by a userId of a server's, from before there
     * were marks, or from a visit that is long ago. A question that fails is asked again by the alarm.
     */
    async #offer(offers) {
        this.#offers = [...this.#offers, ...offers].slice(-MOST_OFFERED);
        if (this.#offers.length > 0 && Date.now() >= this.#offeredAt + OFFER_MS)
            await this.#ask();
    }
    async #ask() {
        this.#offeredAt = Date.now();
        try {
            await outboxOf(this.env).offer(this.#offers.splice(0));
        }
        catch (error) {
            console.error(JSON.stringify({ event: 'offer_failed', error: nameError(error) }));
        }
    }
}

const product = { version: VERSION, examine: examineEnv, inSpan: createInSpan(runtime) };
/** What is deployed: the edge, and the doctor that its console asks. */
var worker = {
    fetch: (request, env) => handle(request, env, product),
};

export { Outbox, Visitors, worker as default };
