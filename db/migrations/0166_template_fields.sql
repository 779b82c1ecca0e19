-- Promise: what a template says of the company's own fields of a contract is kept with it, by the keys of the fields.
set lock_timeout = '5s';

alter table contract_template add column own jsonb not null default '{}',
	add constraint contract_template_own check (jsonb_typeof(own) = 'object');
