let e={read:({event:e,payload:d})=>e==='calendly.event_scheduled'?{id:/\/invitees\/([\w-]+)$/.exec(d.invitee.uri)?.[1],meeting:{}}:void 0};export{e as calendly,e as widget};
