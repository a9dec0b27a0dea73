let d={read:({type:d,formId:e,responseId:o})=>d==='form-submit'?{id:o,formId:e}:void 0};export{d as typeform,d as widget};
