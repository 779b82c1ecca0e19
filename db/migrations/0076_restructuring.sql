-- Promise: a restructuring says for every line it looked at either what becomes of it or why it is left out; while it stands,
-- it is known by which amendment of each contract, and what took that back. A line that moved says from which line it came,
-- and brings the days its periods are counted from and what the rest of its first one was worth.
set lock_timeout = '5s';

alter table contract_line
	add column moved_from uuid references contract_line (id),
	add column anchor_on date,
	add column carried_until date,
	add column carried_minor bigint,
	add constraint contract_line_carried check ((carried_until is null) = (carried_minor is null)),
	add constraint contract_line_came check (moved_from is null or anchor_on is not null);
create index contract_line_moved on contract_line (moved_from) where moved_from is not null;

create table restructuring (
	id uuid primary key default uuidv7(),
	name text not null,
	state text not null default 'reckoning',
	-- What is done with the lines: core/restructuring/deed.ts.
	deed jsonb not null,
	-- The first day on which something is different.
	effective_on date not null,
	made_by text not null,
	made_at timestamptz not null,
	applied_by text not null default '',
	applied_at timestamptz,
	-- When the work on it last went on.
	worked_at timestamptz not null,
	constraint restructuring_name check (btrim(name) <> '' and char_length(name) <= 120),
	constraint restructuring_state check (state in ('reckoning', 'draft', 'applying', 'applied', 'undoing', 'undone')),
	constraint restructuring_applied check ((state in ('reckoning', 'draft')) = (applied_at is null))
);

create table restructuring_contract (
	restructuring_id uuid not null references restructuring (id) on delete cascade,
	contract_id uuid not null references contract (id) on delete cascade,
	-- Not reckoned yet, while this is false.
	reckoned boolean not null default false,
	-- Billed at once or by the day it takes effect, because of it: minor units, below zero for a credit.
	net_minor bigint not null default 0,
	tax_minor bigint not null default 0,
	month_before_minor bigint not null default 0,
	month_after_minor bigint not null default 0,
	-- Why the product refuses it, as a refusal.
	refusal jsonb,
	-- The amendment that did it, how the contract was before, and the amendment that took it back, or why none could.
	sequence integer,
	before jsonb,
	undone_by integer,
	kept text,
	primary key (restructuring_id, contract_id),
	constraint restructuring_contract_undone check (undone_by is null or sequence is not null),
	constraint restructuring_contract_kept check (kept is null or (sequence is not null and undone_by is null)),
	constraint restructuring_contract_before check ((sequence is null) = (before is null))
);
create index restructuring_contract_by_contract on restructuring_contract (contract_id);

create table restructuring_line (
	restructuring_id uuid not null,
	contract_id uuid not null,
	contract_line_id uuid not null references contract_line (id) on delete cascade,
	-- As it is before and after: quantity, unitPrice, endsOn, description.
	before jsonb,
	after jsonb,
	month_before_minor bigint not null default 0,
	month_after_minor bigint not null default 0,
	net_minor bigint not null default 0,
	tax_minor bigint not null default 0,
	excluded text,
	primary key (restructuring_id, contract_line_id),
	foreign key (restructuring_id, contract_id) references restructuring_contract (restructuring_id, contract_id) on delete cascade,
	constraint restructuring_line_told check (excluded is null or after is null)
);
create index restructuring_line_by_contract on restructuring_line (restructuring_id, contract_id);
create index restructuring_line_by_line on restructuring_line (contract_line_id);
