let e={read:({event:e,payload:d})=>'calendly.event_scheduled'===e?{id:/\/invitees\/([\w-]+)$/.exec(d.invitee.uri)?.[1],meeting:{}}:void 0};export{e as calendly,e as widget};
