-- Promise: a price update says for every line it looked at either its new price and day, or why it is left out; and while it
-- is planned, it is known by which amendment.
set lock_timeout = '5s';

-- The last day on which the contract's prices stay as agreed, whatever prices do.
alter table contract add column prices_fixed_through date;

create table price_update (
	id uuid primary key default uuidv7(),
	name text not null,
	state text not null default 'draft',
	-- What was asked for: core/price-update/rule.ts.
	rule jsonb not null,
	made_by text not null,
	made_at timestamptz not null,
	planned_by text not null default '',
	planned_at timestamptz,
	-- When the work on it last went on.
	worked_at timestamptz,
	constraint price_update_name check (btrim(name) <> '' and char_length(name) <= 120),
	constraint price_update_state check (state in ('draft', 'planning', 'planned', 'taking_back', 'taken_back')),
	constraint price_update_planned check ((state = 'draft') = (planned_at is null))
);

create table price_update_line (
	price_update_id uuid not null references price_update (id) on delete cascade,
	contract_line_id uuid not null references contract_line (id) on delete cascade,
	contract_id uuid not null references contract (id) on delete cascade,
	unit_price_before numeric not null,
	unit_price_after numeric,
	effective_on date,
	month_before_minor bigint not null,
	month_after_minor bigint,
	excluded text,
	-- The amendment that planned it, and the one that took it back.
	sequence integer,
	taken_back_by integer,
	answer text,
	answered_at timestamptz,
	answered_by uuid references contact (id),
	primary key (price_update_id, contract_line_id),
	constraint price_update_line_told check (excluded is not null or unit_price_after is not null and effective_on is not null and month_after_minor is not null),
	constraint price_update_line_excluded check (excluded in ('fixed_price', 'in_notice', 'ends', 'notice_too_short', 'not_up', 'same', 'no_price', 'planned', 'refused')),
	constraint price_update_line_sequence check (sequence is null or unit_price_after is not null),
	constraint price_update_line_taken_back check (taken_back_by is null or sequence is not null),
	constraint price_update_line_answer check (answer = 'accepted' and answered_at is not null or answer is null and answered_at is null)
);
create index price_update_line_by_contract on price_update_line (contract_id) where sequence is not null;
create index price_update_line_by_line on price_update_line (contract_line_id);
