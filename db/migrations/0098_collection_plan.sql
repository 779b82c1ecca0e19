-- Promise: what a collection plan covers is billed by its instalments alone, each once and together no more than it is
-- worth; instalments add up to that, whatever is rescheduled, and one that is invoiced stays as it is.
set lock_timeout = '5s';

alter table amendment drop constraint amendment_kind;
alter table amendment add constraint amendment_kind
	check (kind in ('original', 'change', 'discount', 'pause', 'end', 'renewal', 'collection_plan')) not valid;
alter table amendment validate constraint amendment_kind;

create table collection_plan (
	id uuid primary key default uuidv7(),
	contract_id uuid not null,
	customer_id uuid not null,
	currency char(3) not null,
	-- Counts the plans of its contract.
	number integer not null,
	label text not null default '',
	-- An instalment is invoiced so many days before it is due.
	issue_days_before integer not null,
	-- Of what it covers, not asked for any more: what is left was given up.
	given_up_minor bigint not null default 0,
	-- The amendments that made it, and that took it back as if it had never been.
	made_sequence integer not null,
	taken_back_sequence integer,
	created_at timestamptz not null,
	constraint collection_plan_contract foreign key (contract_id, customer_id, currency) references contract (id, customer_id, currency),
	constraint collection_plan_number unique (contract_id, number),
	constraint collection_plan_of_contract unique (id, contract_id),
	constraint collection_plan_made foreign key (contract_id, made_sequence) references amendment (contract_id, sequence) deferrable initially deferred,
	constraint collection_plan_taken_back foreign key (contract_id, taken_back_sequence) references amendment (contract_id, sequence) deferrable initially deferred,
	constraint collection_plan_days check (issue_days_before between 0 and 366),
	constraint collection_plan_given_up check (given_up_minor >= 0),
	constraint collection_plan_label check (char_length(label) <= 80)
);

-- What it covers: lines that are billed once, as the one invoice would have billed them. Minor units.
create table collection_plan_line (
	plan_id uuid not null,
	contract_id uuid not null,
	contract_line_id uuid not null,
	net_minor bigint not null,
	tax_minor bigint not null,
	tax_percent numeric not null,
	-- Until its plan is taken back.
	covered boolean not null default true,
	primary key (plan_id, contract_line_id),
	constraint collection_plan_line_plan foreign key (plan_id, contract_id) references collection_plan (id, contract_id) on delete cascade,
	constraint collection_plan_line_line foreign key (contract_line_id, contract_id) references contract_line (id, contract_id) deferrable initially deferred,
	constraint collection_plan_line_amounts check (net_minor >= 0 and tax_minor >= 0 and net_minor + tax_minor > 0)
);
create unique index collection_plan_line_once on collection_plan_line (contract_line_id) where covered;
create index collection_plan_line_by_line on collection_plan_line (contract_line_id, contract_id);

create table instalment (
	id uuid primary key default uuidv7(),
	plan_id uuid not null,
	contract_id uuid not null,
	-- Counts the instalments of a plan that there ever were.
	serial integer not null,
	down_payment boolean not null default false,
	label text not null default '',
	due_on date not null,
	-- The invoice run invoices it on this day.
	issue_on date not null,
	amount_minor bigint not null,
	-- The amendments that brought it, and that put others in its place.
	sequence integer not null,
	dropped_sequence integer,
	constraint instalment_plan foreign key (plan_id, contract_id) references collection_plan (id, contract_id) on delete cascade,
	constraint instalment_serial unique (plan_id, serial),
	constraint instalment_brought foreign key (contract_id, sequence) references amendment (contract_id, sequence) deferrable initially deferred,
	constraint instalment_dropped foreign key (contract_id, dropped_sequence) references amendment (contract_id, sequence) deferrable initially deferred,
	constraint instalment_amount check (amount_minor > 0),
	constraint instalment_label check (char_length(label) <= 80)
);
create index instalment_by_contract on instalment (contract_id);
create index instalment_by_day on instalment (due_on, id) where dropped_sequence is null;

alter table invoice_line add column instalment_id uuid;
alter table invoice_line add constraint invoice_line_instalment foreign key (instalment_id) references instalment (id) not valid;
create unique index invoice_line_instalment_once on invoice_line (instalment_id, contract_line_id)
	where instalment_id is not null and not released;
alter table invoice_line drop constraint invoice_line_kind;
alter table invoice_line add constraint invoice_line_kind
	check (kind in ('period', 'charge', 'credit', 'one_off', 'manual', 'credit_note', 'opening', 'instalment')
		and (kind = 'instalment') = (instalment_id is not null)) not valid;

create function is_invoiced(asked uuid) returns boolean language sql stable
	return exists (select from invoice_line where instalment_id = asked and not released);

-- A statement is checked at once, however many lines it brings; where there are no plans, it is told by an empty index.
create function bill_covered_by_plan() returns trigger language plpgsql set enable_seqscan = off as $$
declare
	wrong text;
begin
	select added.contract_line_id::text into wrong from added
		join collection_plan_line as part on part.contract_line_id = added.contract_line_id and part.covered
	where added.kind not in ('instalment', 'credit_note') and added.credits_line_id is null limit 1;
	if found then
		raise exception 'line % is billed by its collection plan', wrong using errcode = 'check_violation',
			constraint = 'collection_plan_bills_alone';
	end if;
	select added.contract_line_id::text into wrong from added join instalment on instalment.id = added.instalment_id
		left join collection_plan_line as part
			on part.plan_id = instalment.plan_id and part.contract_line_id = added.contract_line_id and part.covered
	where added.kind = 'instalment' and (part is null or instalment.dropped_sequence is not null
		or added.net_minor < 0 or added.tax_minor < 0
		or exists (select from instalment as own join invoice_line as line on line.instalment_id = own.id and not line.released
			where own.plan_id = part.plan_id and line.contract_line_id = part.contract_line_id
			having sum(line.net_minor) > part.net_minor or sum(line.tax_minor) > part.tax_minor)) limit 1;
	if found then
		raise exception 'the instalments of line % are more than its plan covers', wrong using errcode = 'check_violation',
			constraint = 'collection_plan_bills_no_more';
	end if;
	return null;
end $$;
create trigger invoice_line_by_plan after insert on invoice_line
	referencing new table as added for each statement execute function bill_covered_by_plan();

create function cover_line() returns trigger language plpgsql as $$
begin
	if tg_op = 'UPDATE' and not new.covered then return new; end if;
	if exists (select from contract_line where id = new.contract_line_id and interval_unit is not null) then
		raise exception 'a plan covers what is billed once' using errcode = 'check_violation', constraint = 'collection_plan_of_one_off';
	end if;
	if exists (select from invoice_line where contract_line_id = new.contract_line_id and kind <> 'instalment'
		and not released and credits_line_id is null) then
		raise exception 'line % is invoiced already', new.contract_line_id using errcode = 'check_violation',
			constraint = 'collection_plan_not_billed';
	end if;
	return new;
end $$;
create trigger collection_plan_line_covers before insert or update on collection_plan_line
	for each row execute function cover_line();

-- What is covered is worth what the plan says: its quantity and price stay.
create function keep_covered_line() returns trigger language plpgsql set enable_seqscan = off as $$
declare
	wrong text;
begin
	select added.contract_line_id::text into wrong from added
		join collection_plan_line as part on part.contract_line_id = added.contract_line_id and part.covered limit 1;
	if found then
		raise exception 'line % is covered by a collection plan', wrong using errcode = 'restrict_violation',
			constraint = 'collection_plan_keeps_line';
	end if;
	return null;
end $$;
create trigger contract_line_state_covered after insert on contract_line_state
	referencing new table as added for each statement execute function keep_covered_line();

create function keep_instalment() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then
		if exists (select from contract where id = old.contract_id and activated_at is not null) then
			raise exception 'an instalment is not deleted, it is rescheduled' using errcode = 'restrict_violation';
		end if;
		return old;
	end if;
	if (to_jsonb(new) - 'issue_on' - 'dropped_sequence') is distinct from (to_jsonb(old) - 'issue_on' - 'dropped_sequence')
		or old.dropped_sequence is not null or is_invoiced(old.id) then
		raise exception 'an instalment that is invoiced or replaced stays as it is' using errcode = 'restrict_violation',
			constraint = 'instalment_kept';
	end if;
	return new;
end $$;
create trigger instalment_kept before update or delete on instalment for each row execute function keep_instalment();

create function check_plan_sum() returns trigger language plpgsql as $$
declare
	asked uuid;
begin
	if tg_table_name = 'collection_plan' then asked := new.id; else asked := new.plan_id; end if;
	if exists (select from collection_plan as plan where plan.id = asked and plan.taken_back_sequence is null
		and (select sum(net_minor + tax_minor) from collection_plan_line where plan_id = plan.id and covered)
			is distinct from plan.given_up_minor
				+ (select coalesce(sum(amount_minor), 0) from instalment where plan_id = plan.id and dropped_sequence is null)) then
		raise exception 'the instalments of plan % do not add up to what it covers', asked using errcode = 'check_violation',
			constraint = 'collection_plan_sum';
	end if;
	if exists (select from collection_plan as plan where plan.id = asked and plan.taken_back_sequence is not null and (
		exists (select from collection_plan_line where plan_id = plan.id and covered)
		or exists (select from instalment where plan_id = plan.id and (dropped_sequence is null or is_invoiced(id))))) then
		raise exception 'plan % is taken back while something of it stands', asked using errcode = 'check_violation',
			constraint = 'collection_plan_taken_back_whole';
	end if;
	return null;
end $$;
create constraint trigger collection_plan_adds_up after insert or update on collection_plan
	deferrable initially deferred for each row execute function check_plan_sum();
create constraint trigger collection_plan_line_adds_up after insert or update on collection_plan_line
	deferrable initially deferred for each row execute function check_plan_sum();
create constraint trigger instalment_adds_up after insert or update on instalment
	deferrable initially deferred for each row execute function check_plan_sum();
