export const USAGE = `
Says whether things work, and what to mend. Ends with "tested" (exit code 0) or "mend: …" (1).

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
`
