-- Promise: a template is for contracts with customers or for those that the company pays, and has lines or payments accordingly.
set lock_timeout = '5s';

alter table contract_template
	add column direction text not null default 'receivable',
	-- As core/template/template.ts has them: what is paid, and when.
	add column payables jsonb not null default '[]',
	add constraint contract_template_direction check (direction in ('receivable', 'payable')),
	add constraint contract_template_payables check (jsonb_typeof(payables) = 'array'
		and case direction when 'payable' then lines = '[]' else payables = '[]' end);
