let o={read:({action:o,formID:e})=>o==='submission-completed'?{formId:e}:void 0};export{o as jotform,o as widget};
