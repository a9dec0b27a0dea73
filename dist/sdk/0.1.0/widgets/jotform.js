let o={read:({action:o,formID:e})=>'submission-completed'===o?{formId:e}:void 0};export{o as jotform,o as widget};
