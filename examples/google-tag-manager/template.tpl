___TERMS_OF_SERVICE___

By creating or modifying this file you agree to Google Tag Manager's Community
Template Gallery Developer Terms of Service available at
https://developers.google.com/tag-manager/gallery-tos (or such other URL as
Google may provide), as modified from time to time.


___INFO___

{
  "type": "TAG",
  "id": "cvt_temp_public_id",
  "version": 1,
  "securityGroups": [],
  "displayName": "freshsales-edge",
  "categories": [
    "ANALYTICS",
    "LEAD_GENERATION",
    "MARKETING"
  ],
  "brand": {
    "id": "brand_dummy",
    "displayName": "freshsales-edge"
  },
  "description": "Brings every sign-up, page view and event of your website to Freshsales, by way of your own edge on Cloudflare. One tag loads it; others identify people and track events.",
  "containerContexts": [
    "WEB"
  ]
}


___TEMPLATE_PARAMETERS___

[
  {
    "type": "SELECT",
    "name": "action",
    "displayName": "What this tag does",
    "macrosInSelect": false,
    "simpleValueType": true,
    "defaultValue": "load",
    "alwaysInSummary": true,
    "selectItems": [
      {
        "value": "load",
        "displayValue": "Load the library (once, on Initialization)"
      },
      {
        "value": "identify",
        "displayValue": "Identify a person"
      },
      {
        "value": "track",
        "displayValue": "Track an event"
      },
      {
        "value": "page",
        "displayValue": "Report a page view"
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "edge",
    "displayName": "Address of the edge",
    "simpleValueType": true,
    "valueHint": "https://crm.example.com",
    "help": "The address of your Worker, with https and without a path.",
    "valueValidators": [
      {
        "type": "NON_EMPTY"
      },
      {
        "type": "REGEX",
        "args": [
          "^https://[^/?#\\s]+/?$"
        ],
        "errorMessage": "Give the address of your Worker, such as https://crm.example.com"
      }
    ],
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "load",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "writeKey",
    "displayName": "Write key",
    "simpleValueType": true,
    "help": "A public key of WRITE_KEYS. Never the key of a server (\"trusted\").",
    "valueValidators": [
      {
        "type": "NON_EMPTY"
      },
      {
        "type": "REGEX",
        "args": [
          "^[A-Za-z0-9_.~-]{1,128}$"
        ],
        "errorMessage": "A write key has letters, digits and _ - . ~ only"
      }
    ],
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "load",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "CHECKBOX",
    "name": "pages",
    "checkboxText": "Report page views by itself",
    "simpleValueType": true,
    "defaultValue": true,
    "help": "Soft navigations included: no History Change trigger is needed.",
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "load",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "CHECKBOX",
    "name": "forms",
    "checkboxText": "Report sign-ups of all forms",
    "simpleValueType": true,
    "defaultValue": true,
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "load",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "SELECT",
    "name": "consent",
    "displayName": "Consent",
    "macrosInSelect": false,
    "simpleValueType": true,
    "defaultValue": "tagManager",
    "help": "Consent mode: analytics_storage lets page views and events through, ad_user_data what makes a record of a person. What is denied by default waits in memory until it is granted.",
    "selectItems": [
      {
        "value": "tagManager",
        "displayValue": "Consent mode of Tag Manager decides"
      },
      {
        "value": "auto",
        "displayValue": "The consent banner of the page decides"
      },
      {
        "value": "none",
        "displayValue": "Nobody needs to be asked"
      }
    ],
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "load",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "userId",
    "displayName": "User ID (optional)",
    "simpleValueType": true,
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "identify",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "SIMPLE_TABLE",
    "name": "traits",
    "displayName": "Traits",
    "simpleTableColumns": [
      {
        "defaultValue": "",
        "displayName": "Name",
        "name": "name",
        "type": "TEXT",
        "isUnique": true,
        "valueValidators": [
          {
            "type": "NON_EMPTY"
          }
        ]
      },
      {
        "defaultValue": "",
        "displayName": "Value",
        "name": "value",
        "type": "TEXT"
      }
    ],
    "newRowButtonText": "Add a trait",
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "identify",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "event",
    "displayName": "Name of the event",
    "simpleValueType": true,
    "valueHint": "Demo Requested",
    "valueValidators": [
      {
        "type": "NON_EMPTY"
      }
    ],
    "alwaysInSummary": true,
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "track",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "TEXT",
    "name": "page",
    "displayName": "Name of the page (optional)",
    "simpleValueType": true,
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "page",
        "type": "EQUALS"
      }
    ]
  },
  {
    "type": "SIMPLE_TABLE",
    "name": "properties",
    "displayName": "Properties",
    "simpleTableColumns": [
      {
        "defaultValue": "",
        "displayName": "Name",
        "name": "name",
        "type": "TEXT",
        "isUnique": true,
        "valueValidators": [
          {
            "type": "NON_EMPTY"
          }
        ]
      },
      {
        "defaultValue": "",
        "displayName": "Value",
        "name": "value",
        "type": "TEXT"
      }
    ],
    "newRowButtonText": "Add a property",
    "enablingConditions": [
      {
        "paramName": "action",
        "paramValue": "track",
        "type": "EQUALS"
      },
      {
        "paramName": "action",
        "paramValue": "page",
        "type": "EQUALS"
      }
    ]
  }
]


___SANDBOXED_JS_FOR_WEB_TEMPLATE___

const addConsentListener = require('addConsentListener');
const callInWindow = require('callInWindow');
const callLater = require('callLater');
const copyFromWindow = require('copyFromWindow');
const createQueue = require('createQueue');
const encodeUriComponent = require('encodeUriComponent');
const getReferrerUrl = require('getReferrerUrl');
const getTimestampMillis = require('getTimestampMillis');
const getType = require('getType');
const getUrl = require('getUrl');
const injectScript = require('injectScript');
const isConsentGranted = require('isConsentGranted');
const logToConsole = require('logToConsole');
const makeTableMap = require('makeTableMap');
const queryPermission = require('queryPermission');
const readTitle = require('readTitle');
const setInWindow = require('setInWindow');

const fail = (text) => {
  logToConsole('freshsales-edge: ' + text);
  data.gtmOnFailure();
};

/** The library, or its stub, or what stands for the stub here. */
const isOurs = () =>
  getType(copyFromWindow('analytics.captureForm')) === 'function' ||
  getType(copyFromWindow('analytics.calls')) === 'array';

/** Makes a call, or keeps it with its moment until the library is there, which makes it good then. */
const call = (method, first, second) => {
  if (getType(copyFromWindow('analytics.' + method)) === 'function') {
    callInWindow('analytics.' + method, first, second);
    return;
  }
  const moment = {
    time: getTimestampMillis(),
    href: getUrl(),
    title: readTitle(),
    referrer: getReferrerUrl() || ''
  };
  createQueue('analytics.calls')([method, [first, second], () => {}, moment]);
};

const consentNow = () => ({
  analytics: isConsentGranted('analytics_storage'),
  marketing: isConsentGranted('ad_user_data')
});

/** What is denied before anybody was asked is no refusal yet, so it is not told; a change is. */
const followConsent = () => {
  let isPending = false;
  const tell = () => {
    isPending = false;
    call('consent', consentNow());
  };
  // A banner changes several types at once.
  const tellSoon = () => {
    if (!isPending) callLater(tell);
    isPending = true;
  };
  const now = consentNow();
  if (now.analytics || now.marketing) tell();
  addConsentListener('analytics_storage', tellSoon);
  addConsentListener('ad_user_data', tellSoon);
};

const load = () => {
  const edge = data.edge.charAt(data.edge.length - 1) === '/' ? data.edge.slice(0, -1) : data.edge;
  const consent = { tagManager: '&consent=required', auto: '&consent=auto' }[data.consent] || '';
  const url = edge + '/sdk.js?writeKey=' + encodeUriComponent(data.writeKey) +
    (data.pages ? '&pages' : '') + (data.forms ? '&forms' : '') + consent;
  if (!queryPermission('inject_script', url)) {
    return fail('add ' + edge + '/* to the permission "Injects scripts" of this template.');
  }
  if (data.consent === 'tagManager') followConsent();
  injectScript(url, data.gtmOnSuccess, data.gtmOnFailure, 'freshsales-edge');
};

setInWindow('analytics', { calls: [] }, false);
if (!isOurs()) {
  return fail('window.analytics is somebody else\'s. Load the library by its tag, with data-global.');
}

const table = (rows) => (rows && makeTableMap(rows, 'name', 'value')) || {};

if (data.action === 'load') {
  load();
} else {
  const properties = table(data.properties);
  if (data.action === 'track') call('track', data.event, properties);
  else if (data.action === 'page' && data.page) call('page', data.page, properties);
  else if (data.action === 'page') call('page', properties);
  else if (data.userId) call('identify', data.userId, table(data.traits));
  else call('identify', table(data.traits));
  data.gtmOnSuccess();
}


___WEB_PERMISSIONS___

[
  {
    "instance": {
      "key": {
        "publicId": "access_globals",
        "versionId": "1"
      },
      "param": [
        {
          "key": "keys",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "analytics"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "analytics.calls"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "analytics.captureForm"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "analytics.identify"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "analytics.track"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "analytics.page"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "key"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  },
                  {
                    "type": 1,
                    "string": "execute"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "analytics.consent"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  },
                  {
                    "type": 8,
                    "boolean": true
                  }
                ]
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "inject_script",
        "versionId": "1"
      },
      "param": [
        {
          "key": "urls",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 1,
                "string": "https://*"
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "access_consent",
        "versionId": "1"
      },
      "param": [
        {
          "key": "consentTypes",
          "value": {
            "type": 2,
            "listItem": [
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "analytics_storage"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              },
              {
                "type": 3,
                "mapKey": [
                  {
                    "type": 1,
                    "string": "consentType"
                  },
                  {
                    "type": 1,
                    "string": "read"
                  },
                  {
                    "type": 1,
                    "string": "write"
                  }
                ],
                "mapValue": [
                  {
                    "type": 1,
                    "string": "ad_user_data"
                  },
                  {
                    "type": 8,
                    "boolean": true
                  },
                  {
                    "type": 8,
                    "boolean": false
                  }
                ]
              }
            ]
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "get_url",
        "versionId": "1"
      },
      "param": [
        {
          "key": "urlParts",
          "value": {
            "type": 1,
            "string": "any"
          }
        },
        {
          "key": "queriesAllowed",
          "value": {
            "type": 1,
            "string": "any"
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "get_referrer",
        "versionId": "1"
      },
      "param": [
        {
          "key": "urlParts",
          "value": {
            "type": 1,
            "string": "any"
          }
        },
        {
          "key": "queriesAllowed",
          "value": {
            "type": 1,
            "string": "any"
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "read_title",
        "versionId": "1"
      },
      "param": []
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  },
  {
    "instance": {
      "key": {
        "publicId": "logging",
        "versionId": "1"
      },
      "param": [
        {
          "key": "environments",
          "value": {
            "type": 1,
            "string": "debug"
          }
        }
      ]
    },
    "clientAnnotations": {
      "isEditedByUser": true
    },
    "isRequired": true
  }
]


___TESTS___

scenarios:
- name: Loads the library with its settings
  code: |-
    mock('injectScript', (url, onSuccess) => {
      assertThat(url).isEqualTo('https://crm.example.com/sdk.js?writeKey=wk_site&pages&forms');
      onSuccess();
    });
    runCode(load);
    assertApi('injectScript').wasCalled();
    assertApi('callInWindow').wasNotCalled();
    assertApi('gtmOnSuccess').wasCalled();
- name: Loads it bare, with a slash behind the address
  code: |-
    load.edge = 'https://crm.example.com/';
    load.pages = false;
    load.forms = false;
    load.consent = 'auto';
    mock('injectScript', (url, onSuccess) => {
      assertThat(url).isEqualTo('https://crm.example.com/sdk.js?writeKey=wk_site&consent=auto');
      onSuccess();
    });
    runCode(load);
    assertApi('gtmOnSuccess').wasCalled();
- name: Says that it could not be loaded
  code: |-
    mock('injectScript', (url, onSuccess, onFailure) => onFailure());
    runCode(load);
    assertApi('gtmOnFailure').wasCalled();
    assertApi('gtmOnSuccess').wasNotCalled();
- name: Says which permission is missing
  code: |-
    mock('queryPermission', false);
    runCode(load);
    assertApi('injectScript').wasNotCalled();
    assertApi('logToConsole').wasCalledWith('freshsales-edge: add https://crm.example.com/* to the permission "Injects scripts" of this template.');
    assertApi('gtmOnFailure').wasCalled();
- name: Leaves another library of the same name alone
  code: |-
    mock('copyFromWindow', (key) => key === 'analytics.track' ? () => {} : undefined);
    runCode({ action: 'track', event: 'Bought' });
    assertApi('callInWindow').wasNotCalled();
    assertApi('gtmOnFailure').wasCalled();
- name: Asks nobody who is denied by default, and tells what is granted later
  code: |-
    load.consent = 'tagManager';
    const granted = { analytics_storage: false, ad_user_data: false };
    const listeners = [];
    const later = [];
    mock('isConsentGranted', (type) => granted[type]);
    mock('addConsentListener', (type, listener) => listeners.push(listener));
    mock('callLater', (act) => later.push(act));
    mock('injectScript', (url, onSuccess) => {
      assertThat(url).isEqualTo('https://crm.example.com/sdk.js?writeKey=wk_site&pages&forms&consent=required');
      onSuccess();
    });
    runCode(load);
    assertThat(kept).isEqualTo([]);
    granted.analytics_storage = true;
    granted.ad_user_data = true;
    listeners[0]('analytics_storage', true);
    listeners[1]('ad_user_data', true);
    assertThat(later.length).isEqualTo(1);
    later[0]();
    assertThat(kept.length).isEqualTo(1);
    assertThat(kept[0][0]).isEqualTo('consent');
    assertThat(kept[0][1][0]).isEqualTo({ analytics: true, marketing: true });
- name: Tells at once what was granted before
  code: |-
    load.consent = 'tagManager';
    mock('isConsentGranted', (type) => type === 'analytics_storage');
    runCode(load);
    assertThat(kept[0][1][0]).isEqualTo({ analytics: true, marketing: false });
- name: Keeps an event with its moment until the library is there
  code: |-
    mock('getTimestampMillis', 7);
    mock('getUrl', 'https://www.example.com/pricing');
    mock('readTitle', 'Pricing');
    mock('getReferrerUrl', '');
    runCode({ action: 'track', event: 'Demo Requested', properties: [{ name: 'plan', value: 'pro' }] });
    assertThat(kept[0][0]).isEqualTo('track');
    assertThat(kept[0][1]).isEqualTo(['Demo Requested', { plan: 'pro' }]);
    assertThat(kept[0][3]).isEqualTo({ time: 7, href: 'https://www.example.com/pricing', title: 'Pricing', referrer: '' });
    assertApi('gtmOnSuccess').wasCalled();
- name: Makes the call where the library is
  code: |-
    mock('copyFromWindow', () => () => {});
    runCode({ action: 'track', event: 'Bought' });
    assertApi('callInWindow').wasCalledWith('analytics.track', 'Bought', {});
    assertThat(kept).isEqualTo([]);
- name: Identifies with an id and without one
  code: |-
    mock('copyFromWindow', () => () => {});
    const traits = [{ name: 'email', value: 'ann@example.com' }];
    runCode({ action: 'identify', userId: 'u-1', traits: traits });
    assertApi('callInWindow').wasCalledWith('analytics.identify', 'u-1', { email: 'ann@example.com' });
    runCode({ action: 'identify', traits: traits });
    assertApi('callInWindow').wasCalledWith('analytics.identify', { email: 'ann@example.com' }, undefined);
- name: Reports a page with a name and without one
  code: |-
    mock('copyFromWindow', () => () => {});
    runCode({ action: 'page', page: 'Pricing' });
    assertApi('callInWindow').wasCalledWith('analytics.page', 'Pricing', {});
    runCode({ action: 'page', properties: [{ name: 'step', value: '2' }] });
    assertApi('callInWindow').wasCalledWith('analytics.page', { step: '2' }, undefined);
setup: |-
  const load = {
    action: 'load',
    edge: 'https://crm.example.com',
    writeKey: 'wk_site',
    pages: true,
    forms: true,
    consent: 'none'
  };
  const kept = [];
  mock('queryPermission', true);
  mock('copyFromWindow', (key) => key === 'analytics.calls' ? kept : undefined);
  mock('createQueue', () => (entry) => kept.push(entry));


___NOTES___

The settings travel in the address of the script, since Tag Manager can give a script no attributes.
