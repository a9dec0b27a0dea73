import { setTimeout } from 'node:timers/promises';
import path from 'node:path';
import { readFileSync, mkdtempSync, rmSync, mkdirSync, writeFileSync, copyFileSync, existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tmpdir } from 'node:os';
import { createRequire } from 'node:module';
import { spawn } from 'node:child_process';
import { gunzipSync } from 'node:zlib';
import { createServer, request } from 'node:http';

/** What people type where something must be: neighbours on a keyboard, and words for nothing in particular. */
new Set(`asd asdf asdfg asdfgh asdfghjkl asdasd asdfasdf sdf sdfsdf dfg dfgh fgh ghj hjk jkl hjkl lkj lkjh fdsa
  qwe qwer qwert qwerty qwertyuiop qwertz qweqwe qweasd azerty zxc zxcv zxcvb zxcvbn zxcvbnm yxcv
  test tests testing tester testtest bla blah blabla blahblah abc abcd abcde abcdef abcdefg aabbcc xyz
  lorem ipsum unknown anonymous noname nobody nothing whatever`.split(/\s+/));

function isObject(value) {
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
const WORDS$1 = new Set([
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
const PLACEHOLDER = /^(?:\{\{\{?[\w .|:'"()-]{1,60}\}?\}\}|[$#]?\{[\w.-]{1,40}\}|<%[^<>%]{0,60}%>|\[\[?[a-z]+[-_:][\w:.-]{1,40}\]?\]|\*\|[\w:,-]{1,40}\|\*|%%?[a-z_]{3,40}%%?)$/i;
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
const isWord = (text) => WORDS$1.has(text.toLowerCase()) || PLACEHOLDER.test(text);

const ASCII$1 = /^[ -~]*$/;
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}.]/gu;
/** All spellings of a name are one: `Lead Source`, `leadSource` and `lead_source`; also of one in Hindi, by all its signs. */
function looseName(name) {
    const composed = ASCII$1.test(name) ? name : name.normalize('NFC');
    return composed.toLowerCase().replace(BETWEEN_WORDS, '');
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
const ACCOUNT = [
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
    account: ACCOUNT,
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

/** What of a contact is not as expected; nothing, where it is the lead. */
function findDifferences(lead, contact) {
    return Object.entries(lead).flatMap(([field, expected]) => {
        const got = readField(contact, field);
        return agrees(expected, got) ? [] : [{ field, expected, got }];
    });
}
function agrees(expected, got) {
    if (expected === undefined || expected === null)
        return got === undefined || got === null;
    if (expected instanceof RegExp)
        return got !== null && expected.test(String(got));
    if (isMatcher(expected))
        return expected.asymmetricMatch(got);
    if (Array.isArray(expected))
        return Array.isArray(got) && expected.every((each) => got.some((one) => agrees(each, one)));
    if (isObject(expected))
        return isObject(got) && Object.entries(expected).every(([key, each]) => agrees(each, got[key]));
    // A company is meant by its name.
    return same(expected, isObject(got) && 'name' in got ? got['name'] : got);
}
const same = (expected, got) => got !== undefined && got !== null && textOf$1(expected) === textOf$1(got);
/** The case of an e-mail address says nothing. */
function textOf$1(value) {
    const text = String(value).trim();
    return /^\S+@\S+$/.test(text) ? text.toLowerCase() : text;
}
/** `expect.any(String)`, `expect.stringContaining('…')`. */
function isMatcher(value) {
    return typeof value.asymmetricMatch === 'function';
}
/** Chosen from a list of the account, and shown by name. */
const SHOWN_BY_NAME = {
    owner_id: 'owner',
    lifecycle_stage_id: 'stage',
    contact_status_id: 'status',
    lead_source_id: 'source',
    campaign_id: 'campaign',
    territory_id: 'territory',
};
/** Names that no field has, and what they mean. */
const MADE_OF = {
    name: ({ first_name, last_name }) => [first_name, last_name].filter(Boolean).join(' '),
    company: ({ sales_accounts: [company] }) => company,
};
/** Nothing, too, where there is no such field. */
function readField(contact, name) {
    const own = [name, rowNamed('contact', name)?.field].find((each) => each !== undefined && Object.hasOwn(contact, each));
    if (Object.hasOwn(MADE_OF, name))
        return MADE_OF[name]?.(contact);
    if (own !== undefined)
        return contact[SHOWN_BY_NAME[own] ?? own];
    const custom = contact.custom_field;
    return custom[customFieldName(name) ?? name] ?? custom[`cf_${name}`];
}

function succeed(value) {
    return { ok: true, value };
}
function fail(reason) {
    return { ok: false, reason };
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
function number$1(message$1) {
	return _standardSchema({
		kind: "schema",
		type: "number",
		reference: number$1,
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
    const given = text.slice(0, MAX_CHARACTERS$2);
    const [, advice] = FAULTS.find(([found]) => found.test(given)) ?? [];
    if (advice !== undefined)
        return `is not JSON: ${advice}`;
    const opened = count(given, /[{[]/g);
    const closed = count(given, /[}\]]/g);
    return opened === closed
        ? 'is not JSON; check quotes and commas'
        : `is not JSON: a ${opened > closed ? 'closing' : 'opening'} bracket is missing`;
}
/** No setting is longer. */
const MAX_CHARACTERS$2 = 20_000;
const count = (text, of) => text.match(of)?.length ?? 0;

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
function text$1({ minCharacters = 1 } = {}) {
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
    if (isObject(raw) || Array.isArray(raw))
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
        format: text$1(),
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
const EMAIL = /^[^\s\p{C}@"(),:;<>[\]\\]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?\.)+\p{L}[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}]$/u;
/** The same for what nearly every address is made of, which is told ten times as fast. */
const ASCII_EMAIL = /^[^\s"(),:;<>@[\]\\]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;
/** `Ann Lee <ann@acme.example>`, as mail programs copy it. */
const IN_BRACKETS = /^[^<>]*<([^<>]+)>[\s.,;]*$/;
/** In the widths that keyboards write it in. */
const AT = /[@\ufe6b\uff20]/;
/** Nothing invisible and no blank, as addresses nearly always are. */
const PLAIN = /^[!-~]+$/;
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
    const isGood = PLAIN.test(email) ? ASCII_EMAIL.test(email) : EMAIL.test(email);
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
    const visible = PLAIN.test(text) ? text : inLatin(text).trim();
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
    return value !== null && value !== '' && !isObject(value);
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
    const { minutes = 0, ...rest } = typeof given === 'string' ? { type: given } : isObject(given) ? given : {};
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
    if (!isObject(given))
        return fail('must be an object');
    const { status, ...rest } = given;
    const parsed = parseFields('contact', status === undefined ? rest : { ...rest, contactStatus: status });
    return parsed.ok ? succeed({ type: 'contact', ...parsed.value }) : parsed;
}

/** `{"name": "Order {order_id}", "amount": "{revenue}", "stage": "Won", "account": "{company}"}`. The same name again advances the same deal. */
function parseDealAction(given) {
    if (!isObject(given))
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
    if (!isObject(task))
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
    if (!isObject(value))
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
        if (!isObject(row) || typeof row['from'] !== 'string' || typeof row['to'] !== 'string') {
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
    if (!isObject(given))
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
    if (!isObject(deal))
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

/** Nothing to clean: printable ASCII and line ends. */
const CLEAN = /^[\n\x20-\x7e]*$/;
/** Invisible: zero-width blanks, direction marks, soft hyphens. Joiners stay, for scripts and emoji need them. */
const INVISIBLE = /(?![\u200c\u200d])\p{Cf}/gu;
const BLANKS = /[^\S\r\n]+/gu;
/** A text in one spelling (NFC), without invisible characters, every run of blanks one blank. Lines stay lines. */
function cleanText(text) {
    const visible = CLEAN.test(text) ? text : text.normalize('NFC').replace(INVISIBLE, '');
    return visible.replace(BLANKS, ' ').trim();
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
const OF_AN_ENTRY = ['number', 'value', 'phone', 'phoneNumber', 'phone_number', 'e164'];
/**
 * A number as it was written, in the digits that telephones have; without the scheme of a link, the
 * apostrophe of a spreadsheet and the joiners that other texts keep. Of a list of entries the first.
 */
function toPhone(value) {
    const entry = Array.isArray(value) && isObject(value[0]) ? value[0] : value;
    const given = isObject(entry) ? OF_AN_ENTRY.map((name) => entry[name]).find(isSaid) : entry;
    const text = toText(given ?? null)?.replace(/^tel:|^'+(?=[+\d(])|[\u200c\u200d]/gi, '');
    return (text && inLatinDigits(text)) || undefined;
}
const isSaid = (value) => value !== undefined && !isNothing(value);
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
    if (!isObject(value))
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
const WORDS = new Map([
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
const MAX_CHARACTERS$1 = 20;
/** True or false, also as a form or a spreadsheet writes it: `on`, `"yes"`, `1`, `["on"]`. */
function toBoolean(value) {
    if (typeof value === 'boolean')
        return value;
    const one = Array.isArray(value) && value.length === 1 ? value[0] : value;
    if (typeof one === 'boolean')
        return one;
    if (typeof one === 'string' && one.length > MAX_CHARACTERS$1 * 2)
        return undefined;
    if (typeof one !== 'string' && typeof one !== 'number')
        return undefined;
    const said = (toText(one) ?? '').toLowerCase();
    return WORDS.get(said) ?? WORDS.get(said.replace(/[\s,.!_-]+/g, ' ').trim());
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
const MAX_CHARACTERS = 60;
/**
 * A moment in ISO 8601. One that is already written so stays as it is; other spellings and epoch
 * seconds and milliseconds are converted. A date that can be read in two ways is none.
 */
function toMoment(value) {
    if (typeof value === 'number')
        return ofEpoch(value);
    if (typeof value !== 'string' || value.length > 2 * MAX_CHARACTERS)
        return undefined;
    const text = inLatinDigits(cleanText(value)).replace(/ \([^()]*\)$/, '');
    if (text.length > MAX_CHARACTERS)
        return undefined;
    const parts = partsOf(text);
    if (parts !== undefined)
        return written(parts);
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
function written(parts) {
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
        return written(compact);
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
    const parsed = parse$1(text, rules);
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
function parse$1(given, rules) {
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
    const words = [...wordsOf(before.replace(/[-+.]/g, ' ')), ...wordsOf(after.replace(/^\s*\+/, ''))];
    const [scale, beside] = takeScale(wordsOf(after), words);
    const size = sizeOf(leading, scale > 1 ? { ...rules, isWhole: false } : rules);
    if (size === undefined || (bracketed && sign < 0) || /-.*-/.test(before))
        return undefined;
    return { number: rounded(size * scale) * (bracketed ? -1 : sign), beside };
}
const startsWithPoint = (before) => /(?:^|[^\d.])\.$/.test(before);
/** The words and signs of a text; `US$` is one, `k€` are two. */
function wordsOf(text) {
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
const TYPES$1 = new Map([
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
    return types.map((type) => TYPES$1.get(looseName(type)) ?? type).join(';') || undefined;
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
    if (!isObject(value))
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

/** Reads `CHANNELS`: `{"partner.example": "acme partners / partner / Partner", "aff_id": "affiliates / cpa"}`. */
function parseChannels(value) {
    if (!isObject(value))
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
const BY_HOST = new Map(Object.entries(HOSTS).flatMap(([medium, lines]) => lines
    .trim()
    .split('\n')
    .flatMap((line) => {
    const [source = '', hosts = ''] = line.trim().split(': ');
    return hosts.split(' ').map((host) => [host, { source, medium }]);
})));
new Map([...BY_HOST.values()].map(({ source, medium }) => [source, medium]));

/** Each is looked at with every page view of somebody known. */
const MOST_RULES = 20;
const NAME_CHARACTERS = 60;
const EXAMPLE = '{"Returned":{"after days":7}}';
/** Reads HOT; a reason names the rule and the field. */
function parseHot(raw) {
    if (!isObject(raw))
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
const number = (min, max) => {
    const message = `must be a number from ${min} to ${max}`;
    return exactOptional(pipe(number$1(message), minValue(min, message), maxValue(max, message)));
};
const TIMES = 'must be a whole number from 1 to 20';
const ENTRIES$2 = {
    'after days': number(1, 365),
    pages: exactOptional(pipe(string(PATH), regex(/^[/*#]\S{0,199}$/, PATH))),
    times: exactOptional(pipe(number$1(TIMES), integer(TIMES), minValue(1, TIMES), maxValue(20, TIMES))),
    'within hours': number(1, 720),
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
    return parseTaskAction(isObject(given) ? { title, ...given } : given);
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
    minimumSeconds: optional(pipe(number$1(SECONDS), minValue(0, SECONDS), maxValue(60, SECONDS)), 2),
    disposable: optional(array(pipe(string(DOMAINS), toLowerCase()), DOMAINS), []),
};
const KNOWN = Object.keys(ENTRIES$1).join(', ');
/** Reads LEAD_QUALITY. */
const leadQuality = strictObject(ENTRIES$1, ({ expected }) => expected === 'never'
    ? `is unknown; known are ${KNOWN}`
    : 'must be an object such as {"hold": ["honeypot"]}');

/** Reads CLICK_FIELDS. */
const clickFields = record(pipe(string(), regex(/^\w{1,50}$/, 'is not the name of a parameter')), pipe(string(), regex(/^cf_\w{1,100}$/, 'must be a custom field, such as cf_gclid')));
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
        format: text$1(),
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

/** Stands for every field that is not protected. */
const EVERYTHING = '*';
/** What an operator calls a record in `fields`: `deal.amount`, `company.website`. */
const RECORDS = new Map([
    ['contact', 'contact'],
    ['company', 'account'],
    ['account', 'account'],
    ['deal', 'deal'],
    ['activity', 'activity'],
    ['salesactivity', 'activity'],
]);
/** Traits of a person that become something else than one field. */
const WHOLE = new Map([
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
    const object = member === undefined ? undefined : RECORDS.get(looseName(record));
    if (object !== undefined && member !== undefined)
        return [fieldOf(object, member)];
    return WHOLE.get(looseName(name)) ?? [fieldOf('contact', name)];
}
function fieldOf(object, name) {
    const row = rowNamed(object, name);
    return row === undefined ? customOf(object, name) : `${object}.${row.field}`;
}
/** A custom field has as many spellings as a trait: `cfPlan`, `cf_plan`. */
function customOf(object, name) {
    return `${object}.custom.${looseName(customFieldName(name) ?? name)}`;
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
    if (!isObject(raw))
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
const FIELDS = '"fields" must be a list of trait names, "*" for all that are not protected, "**" for all';
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
    fields: pipe(optional(array(string(FIELDS), FIELDS), ['*']), nonEmpty(FIELDS), transform((names) => fieldRule(names))),
    /** Whether events that name a person must carry a signed identity. */
    signed: yesOrNo('signed'),
    /** Overrides NEW_CONTACTS_PER_HOUR for this source. */
    newContactsPerHour: exactOptional(pipe(number$1(COUNT), integer(COUNT), minValue(0, COUNT))),
};
const entriesSchema = strictObject(ENTRIES, ({ expected, received }) => expected === 'never'
    ? `${received} is unknown; known are ${Object.keys(ENTRIES).join(', ')}`
    : expected === 'Object'
        ? 'must be a source name or an object with "source"'
        : NAME);
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
        format: text$1({ minCharacters: 12 }),
        secret: true,
        about: `Opens the console; at least 12 characters. Make one: \`${SHORT}\`.`,
        unset: 'none, and the console stays shut',
        advice: `the output of: ${SHORT}`,
    },
    IDENTITY_SECRET: {
        field: 'identitySecret',
        format: text$1({ minCharacters: 32 }),
        secret: true,
        about: `At least 32 characters, shared with your server, which can sign with it who a person is (HS256 JWT in \`context.identityToken\`); that lifts the limits of an unsigned caller. Make one: \`${LONG}\`.`,
        unset: 'none',
        advice: `the output of: ${LONG}`,
    },
    IDENTITY_SECRET_NEXT: {
        field: 'nextIdentitySecret',
        format: text$1({ minCharacters: 32 }),
        secret: true,
        about: 'The next identity secret, also accepted: for rotation.',
        unset: 'none',
        advice: `the output of: ${LONG}, or leave it out`,
    },
    TURNSTILE_SECRET: {
        field: 'turnstileSecret',
        format: text$1(),
        secret: true,
        about: 'Turnstile’s secret key: an unsigned sign-up must carry a token in `context.turnstileToken`.',
        unset: 'none',
        advice: 'the secret key of your Turnstile widget, or leave it out',
    },
    CALENDLY_SIGNING_KEY: {
        field: 'calendlySigningKey',
        format: text$1({ minCharacters: 12 }),
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
VARIABLES.filter((name) => settingNamed(name).secret === true);
function isVariable(name) {
    return Object.hasOwn(SETTINGS, name);
}
/** An entry without its exact type, for code that treats all settings alike. */
function settingNamed(name) {
    return SETTINGS[name];
}
function whatToWrite(name) {
    const { advice, example } = settingNamed(name);
    const such = example === undefined ? '' : `, such as ${JSON.stringify(example)}`;
    return `Write ${advice}${such}.`;
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

/** For which settings the edge would answer every request with 503, which of `names` it does not read, and what to write. */
function describeFaults(variables, names) {
    const unknown = names.filter((name) => !isVariable(name));
    const faults = [
        ...unknown.map((name) => `${name}: is no setting; see docs/settings.md`),
        // The bindings are the runtime's; reading the settings does not touch them.
        ...findConfigFaults(variables),
    ];
    if (faults.length === 0)
        return undefined;
    const lines = faults.map((fault) => {
        const [name = ''] = fault.split(':', 1);
        return isVariable(name) ? `✗ ${fault}\n      ${whatToWrite(name)}` : `✗ ${fault}`;
    });
    return `These settings are wrong:\n\n  ${lines.join('\n  ')}`;
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

/** Something has to be installed, or said otherwise; the message says what. */
class TestServerError extends Error {
    name = 'TestServerError';
}

/**
 * The binary of Cloudflare's runtime, which comes with Wrangler, or by itself. Intentionally neither
 * Wrangler nor Miniflare, whose interfaces change between versions; that of workerd is a file.
 */
function findWorkerd(folders) {
    for (const folder of folders) {
        const here = createRequire(path.join(folder, 'package.json'));
        const found = binaryFrom(here) ?? binaryFrom(besideWrangler(here));
        if (found !== undefined)
            return found;
    }
    throw new TestServerError('The test server runs on workerd, the runtime of Cloudflare Workers, which is not installed here. It comes with Wrangler, or by itself: npm install --save-dev workerd');
}
/** Where packages cannot see those that others brought. */
function besideWrangler(here) {
    try {
        return createRequire(here.resolve('wrangler/package.json'));
    }
    catch {
        return undefined; // not installed
    }
}
function binaryFrom(here) {
    try {
        return here?.('workerd')?.default;
    }
    catch {
        return undefined; // not installed, or not for this machine
    }
}

/** The one that is deployed with. */
function readCompatibilityDate(root) {
    const config = readFileSync(path.join(root, 'wrangler.jsonc'), 'utf8');
    const [, date] = /"compatibility_date":\s*"([\d-]+)"/.exec(config) ?? [];
    if (date === undefined)
        throw new TestServerError('wrangler.jsonc has no compatibility_date.');
    return date;
}

/**
 * Ends the runtime together with whoever started it, also when that is killed: its end of the pipe
 * closes then. The runtime is the last that holds the descriptor which tells of its sockets.
 */
const GUARD = '"$@" <&- & worker=$!; exec 3>&-; cat >/dev/null; kill -9 $worker; wait';
/** How much of what workerd says is kept for the case that it does not start. */
const KEPT_CHARACTERS = 4_000;
async function runWorkerd({ binary, config, sockets, log }) {
    const command = [binary, 'serve', '--control-fd=3', config];
    const [program = '', ...parameters] = process.platform === 'win32' ? command : ['sh', '-c', GUARD, 'sh', ...command];
    const child = spawn(program, parameters, { stdio: ['pipe', 'pipe', 'pipe', 'pipe'] });
    const said = keepWhatIsSaid(child, log);
    const ended = new Promise((resolve) => child.once('close', () => resolve()));
    const end = async () => {
        child.stdin?.end();
        if (process.platform === 'win32')
            child.kill();
        await ended;
    };
    const ports = await whenListening(child, sockets);
    if (ports)
        return { ports, end };
    await end();
    throw new TestServerError(`workerd did not start.\n${said().trim()}\n${ADVICE}`);
}
const ADVICE = 'Where it does not know the compatibility date it is older than this package: npm install --save-dev workerd@latest';
function keepWhatIsSaid(child, log) {
    let said = '';
    for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (chunk) => {
            if (log)
                process.stderr.write(chunk);
            if (said.length < KEPT_CHARACTERS)
                said += chunk;
        });
    return () => said;
}
/** The runtime writes one line of JSON for each socket it opened; nothing, where it ended before. */
function whenListening(child, sockets) {
    const control = child.stdio[3];
    return new Promise((resolve) => {
        let text = '';
        control.on('data', (chunk) => {
            text += chunk;
            const found = [...text.matchAll(/"socket":"(\w+)","port":(\d+)/g)];
            const ports = Object.fromEntries(found.map(([, name, port]) => [name, Number(port)]));
            if (sockets.every((name) => name in ports))
                resolve(ports);
        });
        control.once('close', () => resolve(undefined));
        child.once('error', () => resolve(undefined));
    });
}

// Pure: what workerd reads, https://github.com/cloudflare/workerd/blob/main/src/workerd/server/workerd.capnp
/** Each Worker answers at a socket of its own, and all keep their objects in the folder `objects`. */
function workerdConfig(workers, objects) {
    return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    ${workers.map(({ name }) => `(name = ${text(name)}, worker = .${name}),`).join('\n    ')}
    (name = "internet", network = (allow = ["public", "private", "local"], tlsOptions = (trustBrowserCas = true))),
    (name = "objects", disk = (path = ${text(objects)}, writable = true)),
  ],
  sockets = [${workers.map(socket).join(', ')}],
);
${workers.map(worker).join('')}`;
}
const socket = ({ name, port = 0 }) => `(name = ${text(name)}, address = "127.0.0.1:${port}", http = (), service = ${text(name)})`;
function worker({ name, script, compatibilityDate, variables, objects }) {
    const bindings = [
        ...Object.entries(variables).map(([variable, value]) => `(name = ${text(variable)}, text = ${text(value)})`),
        ...Object.entries(objects).map(([binding, type]) => `(name = ${text(binding)}, durableObjectNamespace = ${text(type)})`),
    ];
    const namespaces = Object.values(objects).map((type) => `(className = ${text(type)}, uniqueKey = ${text(type)}, enableSql = true)`);
    return `const ${name} :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed ${text(script)})],
  compatibilityDate = ${text(compatibilityDate)},
  bindings = [
    ${bindings.join(',\n    ')}
  ],
  durableObjectNamespaces = [${namespaces.join(', ')}],
  durableObjectStorage = (localDisk = "objects"),
);
`;
}
/** Cap'n Proto's texts are written like JSON's. */
const text = (value) => JSON.stringify(value);

/** As the package has them, and as `wrangler.jsonc` binds their objects. */
const WORKERS = {
    edge: { built: 'dist/worker.js', objects: { OUTBOX: 'Outbox', VISITORS: 'Visitors' } },
    crm: { built: '.demo/freshsales.js', objects: { ACCOUNT: 'Account' } },
};
const NAMES = Object.keys(WORKERS);
function createWorkers() {
    const directory = mkdtempSync(path.join(tmpdir(), 'freshsales-edge-test-'));
    let last;
    let running;
    const endRunning = async () => {
        // One that did not start has said so to whoever started it.
        const before = await running?.catch(() => undefined);
        await before?.end();
    };
    const begin = async (setup) => {
        await endRunning();
        const begun = await runIn(directory, setup);
        const answer = await setUpAccount(begun, setup.account);
        if (answer === undefined)
            return begun;
        await begun.end();
        throw new TestServerError(`account: ${answer}`);
    };
    const addressOf = async (name) => `http://127.0.0.1:${(await running)?.ports[name]}`;
    const start = async (setup) => {
        last = setup;
        running = begin(setup);
        await running;
    };
    return {
        addressOf,
        start,
        async startAgain() {
            if (last)
                await start(last);
        },
        async end() {
            await endRunning();
            rmSync(directory, { recursive: true, force: true });
        },
    };
}
async function runIn(directory, { variables, log }) {
    const root = packageRoot();
    const binary = findWorkerd([process.cwd(), root]);
    const objects = path.join(directory, 'objects');
    rmSync(objects, { recursive: true, force: true });
    mkdirSync(objects);
    const compatibilityDate = readCompatibilityDate(root);
    const workers = NAMES.map((name) => {
        const script = `${name}.js`;
        copyBuilt(path.join(root, WORKERS[name].built), path.join(directory, script));
        const { objects } = WORKERS[name];
        const ofEdge = name === 'edge' ? variables : {};
        return { name, script, compatibilityDate, objects, variables: ofEdge };
    });
    const config = path.join(directory, 'workerd.capnp');
    writeFileSync(config, workerdConfig(workers, objects));
    return runWorkerd({ binary, config, sockets: NAMES, log });
}
function copyBuilt(from, to) {
    try {
        copyFileSync(from, to);
    }
    catch (error) {
        throw new TestServerError(`${from} cannot be read; in the repository: npm run build`, {
            cause: error,
        });
    }
}
/** What is wrong with the account's settings, or nothing. */
async function setUpAccount({ ports }, account) {
    const address = `http://127.0.0.1:${ports['crm']}/simulator/settings`;
    const answer = await fetch(address, { method: 'PUT', body: JSON.stringify(account) });
    return answer.ok ? undefined : (await answer.json()).error;
}

/** What a page loads or sends; not what an operator or a monitor asks. */
const OF_PAGES = /^\/(?:v1\/|beacon\/|sdk|forms\.js|consent\.js|stub\.js|sourceConfig)/;
/** Nothing for what no page asks. */
function exchangeOf(received, reply) {
    const { method, path, headers } = received;
    if (!OF_PAGES.test(path) || (method === 'OPTIONS' && reply.status < 400))
        return undefined;
    const answer = parse(reply.body);
    const origin = headers['origin'];
    return {
        method,
        path: path.split('?', 1)[0] ?? path,
        ...(typeof origin === 'string' && { origin }),
        status: reply.status,
        events: method === 'POST' ? eventsOf(received, answer?.rejected ?? []) : [],
        ...(answer?.error && { refusal: answer.error.message }),
    };
}
function eventsOf({ path, headers, body }, rejected) {
    const sent = parse(headers['content-encoding'] === 'gzip' ? gunzip(body) : body);
    if (!isObject(sent))
        return [];
    const events = Array.isArray(sent['batch']) ? sent['batch'] : [sent];
    const reasons = new Map(rejected.map(({ index, reason }) => [index, reason]));
    const kind = path.split('?', 1)[0]?.split('/').at(-1) ?? '';
    return events.map((event, index) => {
        const reason = reasons.get(index);
        return { ...describe$1(event, kind), ...(reason !== undefined && { rejected: reason }) };
    });
}
function describe$1(event, kind) {
    if (!isObject(event))
        return { what: 'something that is no event' };
    const { type = kind, event: name, traits, context, userId } = event;
    const ofContext = isObject(context) ? context['traits'] : undefined;
    const email = [traits, ofContext, { email: userId }]
        .map((place) => toEmail(isObject(place) ? place['email'] : undefined))
        .find((each) => each !== undefined);
    const what = typeof name === 'string' ? `${type} "${name}"` : String(type);
    return { what, ...(email !== undefined && { email }) };
}
/** Nothing for what is no JSON: a script, or what somebody sent by mistake. */
function parse(body) {
    try {
        return JSON.parse(body.toString());
    }
    catch {
        return undefined;
    }
}
function gunzip(body) {
    try {
        return gunzipSync(body);
    }
    catch {
        return body; // not what it says; the edge refuses it
    }
}

const TYPES = {
    '.html': 'text/html; charset=utf-8',
    '.js': 'text/javascript; charset=utf-8',
    '.css': 'text/css; charset=utf-8',
    '.svg': 'image/svg+xml',
};
/** What is in a folder, by the rules that stand in it: `.assetsignore`, `_headers`, `_redirects`. */
function createStaticFiles(folder) {
    const isServed = readServed(textOf(folder, '.assetsignore'));
    const rules = readHeaders(textOf(folder, '_headers'));
    const redirects = readRedirects(textOf(folder, '_redirects'));
    return (pathname) => {
        const to = redirects.find(({ from }) => from.test(pathname));
        if (to) {
            const location = pathname.replace(to.from, to.location);
            return { status: 302, headers: { location }, body: Buffer.alloc(0) };
        }
        const name = path.posix.normalize(pathname === '/' ? '/index.html' : pathname).slice(1);
        const file = path.join(folder, name);
        if (!isServed(name) || !isFile(file))
            return undefined;
        const headers = {};
        headers['content-type'] = TYPES[path.extname(name)] ?? 'application/octet-stream';
        for (const { at, change } of rules)
            if (at.test(pathname))
                change(headers);
        return { status: 200, headers, body: readFileSync(file) };
    };
}
function textOf(folder, name) {
    const file = path.join(folder, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
const isFile = (file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true;
const RULES = new Set(['.assetsignore', '_headers', '_redirects']);
/** Where everything is ignored (`*`), what is excepted (`!sdk.js`) is served. */
function readServed(text) {
    const lines = linesOf(text);
    const excepted = lines.filter((line) => line.startsWith('!')).map((line) => glob(line.slice(1)));
    const isShut = lines.includes('*');
    return (name) => !RULES.has(name) && (!isShut || excepted.some((pattern) => pattern.test(name)));
}
/** A line with a path, and below it headers to set or, after `!`, to take away. */
function readHeaders(text) {
    const rules = [];
    let at = /$^/;
    for (const line of linesOf(text)) {
        const [, name = '', value = ''] = /^([\w-]+): *(.*)$/.exec(line) ?? [];
        const taken = /^! *(\S+)$/.exec(line)?.[1]?.toLowerCase();
        if (line.startsWith('/'))
            at = glob(line);
        else if (taken !== undefined)
            rules.push({ at, change: (headers) => delete headers[taken] });
        else
            rules.push({ at, change: (headers) => (headers[name.toLowerCase()] = value) });
    }
    return rules;
}
/** `/contacts/* /#/contacts/:splat 302` a line. */
function readRedirects(text) {
    return linesOf(text).map((line) => {
        const [from = '', to = ''] = line.split(/\s+/);
        return { from: glob(from), location: to.replace(':splat', '$1') };
    });
}
const linesOf = (text) => text.split('\n').flatMap((line) => (/^\s*(?:#|$)/.test(line) ? [] : [line.trim()]));
function glob(pattern) {
    const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('(.*)')}$`);
}

/** What stands before a Worker on this machine: its static files, and an address that stays the same. */
async function openFront(options) {
    const staticAnswer = createStaticFiles(options.files);
    const pass = async (given) => {
        const [pathname = ''] = given.path.split('?');
        const file = given.method === 'GET' ? staticAnswer(pathname) : undefined;
        return file ?? forward(given, await options.worker());
    };
    const server = createServer(async (request, response) => {
        const { method = '', url = '/', headers } = request;
        try {
            const received = { method, path: url, headers, body: await bodyOf(request) };
            const reply = await (options.answer ?? ((each) => pass(each)))(received, pass);
            response.writeHead(reply.status, reply.headers).end(reply.body);
        }
        catch (error) {
            response.writeHead(502).end(`The Worker did not answer: ${error.message}`);
        }
    });
    await listen(server, options.port);
    return {
        url: `http://localhost:${server.address().port}`,
        close: () => new Promise((resolve) => {
            server.close(() => resolve());
            server.closeAllConnections();
        }),
    };
}
function listen(server, port = 0) {
    return new Promise((resolve, reject) => {
        server.once('error', ({ code, message }) => reject(new TestServerError(code === 'EADDRINUSE'
            ? `Port ${port} is taken by another program. Stop that one, or choose another port.`
            : `Port ${port}: ${message}`)));
        server.listen(port, '127.0.0.1', resolve);
    });
}
/** Of the connection, and so not for whoever is next. */
const OF_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);
function forward({ method, path, headers, body }, worker) {
    return new Promise((resolve, reject) => {
        const request$1 = request(`${worker}${path}`, { method, headers: withoutConnection(headers) });
        request$1.once('error', reject);
        request$1.once('response', (response) => {
            const { statusCode: status = 502 } = response;
            const headers = withoutConnection(response.headers);
            bodyOf(response).then((body) => resolve({ status, headers, body }), reject);
        });
        request$1.end(body);
    });
}
const withoutConnection = (headers) => Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_CONNECTION.has(name)));
async function bodyOf(message) {
    const chunks = [];
    for await (const chunk of message)
        chunks.push(chunk);
    return Buffer.concat(chunks);
}

/** A test server tells programs of itself at this path. */
const TOLD_AT = '/test-server';
/** As the tags of the documentation have them; the second is for servers. */
const WRITE_KEYS = '{"wk_site":"Website","sk_server":{"source":"Server","trusted":true}}';
/** Of use on this machine only. */
const ADMIN_TOKEN = 'test-admin-token';
/** Tests of a day are more than an account takes in an hour, and are not about that. */
const NO_QUOTA = {
    edge: { HOURLY_CALLS: '100000', MINUTE_CALLS: '10000' },
    account: { hourlyCalls: 0 },
};
/** A server that runs for a week forgets the oldest. */
const MOST_EXCHANGES = 2_000;
/** The edge and the simulated CRM, empty, on two ports of this machine. */
async function openTestServer(options) {
    const { settings = {}, account = {}, log = false } = options;
    const workers = createWorkers();
    const opened = [{ close: workers.end }];
    const close = async () => {
        await Promise.all(opened.map((each) => each.close()));
    };
    try {
        const crm = await openFront({
            port: options.crmPort,
            files: path.join(packageRoot(), '.demo', 'page'),
            worker: () => workers.addressOf('crm'),
        });
        opened.push(crm);
        const variables = variablesFor(settings, crm.url);
        const faults = describeFaults(variables, Object.keys(variables));
        if (faults !== undefined)
            throw new TestServerError(faults);
        const told = tellOf(variables, crm.url);
        const edge = await openFront({
            port: options.port,
            files: path.join(packageRoot(), 'dist'),
            worker: () => workers.addressOf('edge'),
            answer: answerFor({ told, workers, isOpen: settings['ALLOWED_ORIGINS'] === undefined }),
        });
        opened.push(edge);
        await workers.start({ variables, account: { ...NO_QUOTA.account, ...account }, log });
        return { url: edge.url, told, close };
    }
    catch (error) {
        await close();
        throw error;
    }
}
const variablesFor = (settings, crmUrl) => ({
    FRESHSALES_DOMAIN: crmUrl.replace('localhost', '127.0.0.1'),
    FRESHSALES_API_KEY: 'demo-api-key',
    WRITE_KEYS,
    ADMIN_TOKEN,
    ...NO_QUOTA.edge,
    ...settings,
});
const tellOf = ({ WRITE_KEYS, ADMIN_TOKEN }, crmUrl) => ({
    // Keys of servers come later in the list, where there are any.
    writeKey: Object.keys(JSON.parse(WRITE_KEYS))[0] ?? '',
    crmUrl,
    adminToken: ADMIN_TOKEN,
    exchanges: [],
});
/** Answers what concerns the test server itself, passes on the rest, and takes down what pages asked. */
function answerFor({ told, workers, isOpen }) {
    const { exchanges } = told;
    return async (received, pass) => {
        if (received.path === TOLD_AT)
            return say(told);
        if (received.path === `${TOLD_AT}/reset`) {
            if (received.method !== 'POST')
                return { ...say({ error: 'Use POST here.' }), status: 405 };
            await workers.startAgain();
            exchanges.length = 0;
            return say(told);
        }
        const reply = await (isOpen ? passFromAnywhere(received, pass) : pass(received));
        const exchange = exchangeOf(received, reply);
        if (exchange && exchanges.push(exchange) > MOST_EXCHANGES)
            exchanges.shift();
        return reply;
    };
}
function say(value) {
    const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
    return { status: 200, headers, body: Buffer.from(JSON.stringify(value)) };
}
/** Which sites may send is asked of the edge that is deployed; here every page may, under the edge's own name. */
async function passFromAnywhere(received, pass) {
    const { origin, host } = received.headers;
    if (origin === undefined)
        return pass(received);
    const reply = await pass({
        ...received,
        headers: { ...received.headers, origin: `http://${host}` },
    });
    const isAllowed = reply.headers['access-control-allow-origin'] !== undefined;
    if (!isAllowed || reply.headers['access-control-allow-origin'] === '*')
        return reply;
    return { ...reply, headers: { ...reply.headers, 'access-control-allow-origin': origin } };
}

async function gatherEvidence(url) {
    const told = await readTold(url);
    const ask = async (question) => {
        const headers = { authorization: `Bearer ${told.adminToken}` };
        const answer = await fetch(`${url}/console/api/${question}`, { headers });
        if (!answer.ok)
            throw new Error(`${url}/console/api/${question} answered ${answer.status}`);
        return (await answer.json());
    };
    const [contacts, overview, { subjects, held }, { letters }, { deliveries }] = await Promise.all([
        readContacts(told.crmUrl),
        ask('overview'),
        ask('waiting'),
        ask('dead-letters'),
        ask('deliveries'),
    ]);
    const { exchanges } = told;
    return {
        url,
        contacts,
        exchanges,
        overview,
        waiting: subjects,
        held,
        refused: letters,
        deliveries,
    };
}
async function readTold(url) {
    const answer = await fetch(url + TOLD_AT).catch(() => undefined);
    if (answer?.ok)
        return (await answer.json());
    throw new Error(`No test server answers at ${url}. Start one: npx freshsales-edge test-server`);
}
/** All of them, or those with an address. */
async function readContacts(crmUrl, email) {
    const query = new URLSearchParams({ only: 'contacts', ...(email !== undefined && { email }) });
    const answer = await fetch(`${crmUrl}/simulator/records?${query}`);
    return (await answer.json()).contacts;
}

// Pure: what a developer reads when a lead did not come.
/** From the CRM back to the page: what stands nearest to the lead comes first. */
const CLUES = [
    differingContacts,
    heldBack,
    refusedByFreshsales,
    stillWaiting,
    rejectedEvents,
    refusedRequests,
    postedOthers,
    neverPosted,
    otherContacts,
];
/** Long lists hide what matters. */
const MOST_NAMED = 5;
/** Says what did arrive, and how far the lead came. */
function explain(lead, evidence) {
    const lines = CLUES.flatMap((clue) => clue(lead, evidence));
    return lines.map((line) => `  • ${line}`).join('\n');
}
function differingContacts(lead, { contacts, deliveries }) {
    return nearest(lead, contacts).flatMap((contact) => {
        const different = findDifferences(lead, contact).map(({ field, expected, got }) => `${field}: expected ${show(expected)}, got ${show(got)}`);
        const leftOut = deliveries
            .filter(({ who }) => who !== undefined && who === contact.email)
            .flatMap(({ problems }) => problems.map(({ field, reason }) => `${field}: ${reason}`));
        return [
            `The contact ${nameOf(contact)} is in the CRM, but not as expected:\n${indented(different)}`,
            ...(leftOut.length > 0
                ? [`On the way, the edge left out or changed:\n${indented([...new Set(leftOut)])}`]
                : []),
        ];
    });
}
/** Those with the address; where none was asked for, whoever came nearest. */
function nearest(lead, contacts) {
    if ('email' in lead)
        return contacts.filter((contact) => isAbout(lead, contact.email));
    const ranked = contacts
        .map((contact) => ({ contact, wrong: findDifferences(lead, contact).length }))
        .filter(({ wrong }) => wrong < Object.keys(lead).length)
        .sort((one, other) => one.wrong - other.wrong);
    return ranked.slice(0, 1).map(({ contact }) => contact);
}
function heldBack(_, { held }) {
    return held.map(({ who, flags }) => `The sign-up of ${who} is held back for review (LEAD_QUALITY): ${flags.join(', ')}`);
}
function refusedByFreshsales(_, { refused }) {
    return refused
        .slice(0, MOST_NAMED)
        .map(({ who, reason, remedy }) => `Freshsales refused ${who ?? 'a record'}: ${reason}. ${remedy}`);
}
function stillWaiting(_, { waiting, overview }) {
    const people = waiting.filter(({ kind, isRefused }) => kind === 'person' && !isRefused);
    const lines = people.slice(0, MOST_NAMED).map(({ who, waiting: items, lastMessage }) => {
        const what = items.map(({ what, detail }) => `${what} ${detail}`.trim()).join('; ');
        return `${who} waits at the edge: ${what}${lastMessage ? `. Freshsales said: ${lastMessage}` : ''}`;
    });
    const { state } = overview.delivery;
    return state === 'flowing' ? lines : [...lines, `Calls to Freshsales stand still: ${state}`];
}
function rejectedEvents(_, { exchanges }) {
    const reasons = exchanges.flatMap(({ events }) => events.flatMap(({ what, rejected }) => rejected === undefined ? [] : [`The edge rejected ${what}: ${rejected}`]));
    return [...new Set(reasons)].slice(0, MOST_NAMED);
}
function refusedRequests(_, { exchanges }) {
    const refusals = exchanges
        .filter(({ status }) => status >= 400)
        .map(({ method, path, origin, status, refusal = 'no reason given' }) => {
        const from = origin === undefined ? '' : ` from ${origin}`;
        return `The edge refused ${method} ${path}${from}: ${status}, ${refusal}`;
    });
    return [...new Set(refusals)].slice(0, MOST_NAMED);
}
function postedOthers(lead, { exchanges }) {
    const taken = exchanges
        .filter(({ status }) => status < 400)
        .flatMap(({ events }) => events.filter(({ rejected }) => rejected === undefined));
    if (taken.length === 0)
        return [];
    const told = taken.slice(-MOST_NAMED).map(sayEvent).join(', ');
    if (taken.some(({ email }) => isAbout(lead, email)))
        return [`A page introduced the person, and the edge took it: ${told}`];
    return [`Of what was posted so far, nothing introduces this person: ${told}. ${FORM_ADVICE}`];
}
const sayEvent = ({ what, email }) => (email ? `${what} of ${email}` : what);
const FORM_ADVICE = 'A form counts once the page has taken it; open the page with ?analytics_debug to see how it is read.';
function otherContacts(lead, { contacts }) {
    const near = nearest(lead, contacts);
    const others = contacts.filter((contact) => !near.includes(contact)).map(nameOf);
    if (others.length === 0)
        return near.length > 0 ? [] : ['There is no contact in the CRM.'];
    const more = others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : '';
    return [`Other contacts in the CRM: ${others.slice(-MOST_NAMED).join(', ')}${more}`];
}
function neverPosted(_, { exchanges, url }) {
    if (exchanges.some(({ method }) => method === 'POST'))
        return [];
    if (exchanges.length === 0)
        return [
            `Nothing reached the test server: no page loaded the script, none posted. The tag's src, or the endpoint, must be ${url}`,
        ];
    return [
        `A page loaded the script and posted nothing: the form was not sent, not taken, or is not seen (data-forms), or consent is missing. ${FORM_ADVICE}`,
    ];
}
function isAbout({ email }, address) {
    if (address === null || address === undefined)
        return false;
    if (email === undefined)
        return true;
    return findDifferences({ email }, { email: address }).length === 0;
}
const nameOf = ({ email, id }) => toEmail(email) ?? `${id}`;
const indented = (lines) => lines.map((line) => `      ${line}`).join('\n');
function show(value) {
    if (value === undefined)
        return 'nothing';
    return value instanceof RegExp ? String(value) : (JSON.stringify(value) ?? String(value));
}

/** A lead is in the CRM a second or two after the page took the form; a busy machine takes longer. */
const LEAD_WITHIN_MS = 10_000;
/** Long enough for one that should not come to come. */
const NO_LEAD_WITHIN_MS = 2_000;
const LOOK_EVERY_MS = 50;
/** Thrown where a lead did not come, or came although none should. */
class LeadError extends Error {
    name = 'LeadError';
}
/** The contact, as soon as the CRM has it as expected; else an error that says what did arrive. */
async function expectLead(lead, options = {}) {
    const error = errorFrom(expectLead);
    const { within = LEAD_WITHIN_MS, server = testServerAddress() } = options;
    const found = await look(lead, { server, until: Date.now() + within });
    if (found)
        return found;
    const evidence = await gatherEvidence(server);
    error.message = `No contact with ${describe(lead)} came within ${seconds(within)}.\n${explain(lead, evidence)}`;
    throw error;
}
/** Fails as soon as the CRM has such a contact; by the end, nothing may be on its way to it either. */
async function expectNoLead(lead = {}, options = {}) {
    const error = errorFrom(expectNoLead);
    const { within = NO_LEAD_WITHIN_MS, server = testServerAddress() } = options;
    const found = (await look(lead, { server, until: Date.now() + within })) ??
        (await lookUntilQuiet(lead, server));
    if (!found)
        return;
    error.message = `A contact with ${describe(lead)} came, and none should have: ${JSON.stringify(found.email)}, contact ${found.id}.`;
    throw error;
}
/** Made before anything is waited for, so that its stack begins where the test called. */
function errorFrom(called) {
    const error = new LeadError();
    Error.captureStackTrace(error, called);
    return error;
}
async function look(lead, { server, until }) {
    const { crmUrl } = await readTold(server);
    const email = typeof lead.email === 'string' ? lead.email : undefined;
    for (;;) {
        const contacts = await readContacts(crmUrl, email);
        const found = contacts.find((contact) => findDifferences(lead, contact).length === 0);
        if (found || Date.now() >= until)
            return found;
        await setTimeout(LOOK_EVERY_MS);
    }
}
/** As long as the edge has something to deliver, and at most as long as a lead may take. */
async function lookUntilQuiet(lead, server) {
    const giveUp = Date.now() + LEAD_WITHIN_MS;
    for (;;) {
        const { requests, newContacts, changes } = (await gatherEvidence(server)).overview.backlog;
        const isQuiet = [requests, newContacts, changes].every(({ count }) => count === 0);
        const found = await look(lead, { server, until: 0 });
        if (found || isQuiet || Date.now() > giveUp)
            return found;
        await setTimeout(LOOK_EVERY_MS);
    }
}
/** Where `startTestServer` leaves its address, for this process and those that it starts. */
const ADDRESS_VARIABLE = 'FRESHSALES_EDGE_TEST_SERVER';
function testServerAddress() {
    const address = process.env[ADDRESS_VARIABLE];
    if (address)
        return address.replace(/\/$/, '');
    throw new LeadError(`There is no test server here: call startTestServer() first, or set ${ADDRESS_VARIABLE} to the address of one.`);
}
const describe = (lead) => JSON.stringify(lead, (_, value) => (value instanceof RegExp ? String(value) : value));
const seconds = (ms) => `${ms / 1000} s`;

/** Starts edge and CRM; from now on `expectLead` looks there, also in processes that this one starts. */
async function startTestServer(options = {}) {
    const { url: server, told, close } = await openTestServer(options);
    const { writeKey, crmUrl, adminToken } = told;
    process.env[ADDRESS_VARIABLE] = server;
    return {
        url: server,
        writeKey,
        crmUrl,
        adminToken,
        expectLead: (lead, given) => expectLead(lead, { ...given, server }),
        expectNoLead: (lead, given) => expectNoLead(lead, { ...given, server }),
        async reset() {
            const answer = await fetch(`${server}${TOLD_AT}/reset`, { method: 'POST' });
            if (!answer.ok)
                throw new Error(`The test server did not start again: ${answer.status}`);
        },
        async stop() {
            if (process.env[ADDRESS_VARIABLE] === server)
                delete process.env[ADDRESS_VARIABLE];
            await close();
        },
    };
}

export { LeadError, TestServerError, expectLead, expectNoLead, startTestServer };
