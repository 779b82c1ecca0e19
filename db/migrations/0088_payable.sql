-- Promises: what is to be paid stands only on a payable contract, in its currency; each payment of a plan is marked as paid once at a
-- time, never twice; a mark is taken back and never deleted, and what was paid of a plan stays as it was agreed.
set lock_timeout = '5s';

create table payable (
	id uuid primary key default uuidv7(),
	contract_id uuid not null,
	customer_id uuid not null,
	currency char(3) not null,
	description text not null,
	amount_minor bigint not null,
	-- Both null for what is paid once.
	interval_unit text,
	interval_count integer,
	-- Each one is counted from it, so that a 31st comes back after a short month.
	anchor_on date not null,
	first_due_on date not null,
	-- None falls due after it; null: as long as the contract runs.
	last_due_on date,
	-- For the period before it falls due.
	arrears boolean not null default false,
	created_by text not null,
	created_at timestamptz not null,
	removed_at timestamptz,
	constraint payable_contract foreign key (contract_id, customer_id, currency) references contract (id, customer_id, currency),
	constraint payable_currency unique (id, currency),
	constraint payable_description check (char_length(btrim(description)) between 1 and 200),
	constraint payable_amount check (amount_minor > 0),
	constraint payable_interval check ((interval_unit is null) = (interval_count is null)),
	constraint payable_interval_unit check (interval_unit is null or (interval_unit in ('week', 'month', 'year') and interval_count between 1 and 120)),
	constraint payable_once check (interval_unit is not null or (last_due_on is null and not arrears)),
	constraint payable_anchor check (anchor_on <= first_due_on and (interval_unit is not null or anchor_on = first_due_on)),
	constraint payable_last check (last_due_on is null or last_due_on >= first_due_on - 1)
);
create index payable_by_contract on payable (contract_id);

create table payable_payment (
	id uuid primary key default uuidv7(),
	payable_id uuid not null,
	currency char(3) not null,
	due_on date not null,
	-- What was to be paid when it was marked.
	planned_minor bigint not null,
	amount_minor bigint not null,
	paid_on date not null,
	note text not null default '',
	recorded_by text not null,
	recorded_at timestamptz not null,
	undone_by text,
	undone_at timestamptz,
	constraint payable_payment_of foreign key (payable_id, currency) references payable (id, currency),
	constraint payable_payment_amount check (amount_minor > 0 and planned_minor > 0),
	constraint payable_payment_note check (char_length(note) <= 500),
	constraint payable_payment_undone check ((undone_by is null) = (undone_at is null))
);
create unique index payable_payment_once on payable_payment (payable_id, due_on) where undone_at is null;

create function refuse_unless_payable() returns trigger language plpgsql as $$
begin
	if exists (select from written join contract on contract.id = written.contract_id where contract.direction <> 'payable') then
		raise exception 'a contract that is receivable has no %', tg_table_name using errcode = 'check_violation';
	end if;
	return null;
end $$;
create trigger payable_of_supplier after insert on payable referencing new table as written for each statement execute function refuse_unless_payable();

-- What was paid of a plan keeps its amount and its days; from it on only its end moves.
create function keep_payable() returns trigger language plpgsql as $$
begin
	if exists (select from payable_payment as paid where paid.payable_id = old.id and undone_at is null
		and (new.removed_at is not null or paid.due_on > new.last_due_on)) then
		raise exception 'what was paid stays in the plan' using errcode = 'check_violation';
	end if;
	if row(new.contract_id, new.customer_id, new.currency, new.amount_minor, new.interval_unit, new.interval_count, new.anchor_on, new.first_due_on,
		new.arrears) is distinct from row(old.contract_id, old.customer_id, old.currency, old.amount_minor, old.interval_unit,
		old.interval_count, old.anchor_on, old.first_due_on, old.arrears) then
		raise exception 'a payable is not rewritten' using errcode = 'check_violation';
	end if;
	return new;
end $$;
create trigger payable_kept before update on payable for each row execute function keep_payable();

create function keep_payable_payment() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' or old.undone_at is not null
		or row(new.payable_id, new.currency, new.due_on, new.planned_minor, new.amount_minor, new.paid_on, new.note, new.recorded_by,
			new.recorded_at) is distinct from row(old.payable_id, old.currency, old.due_on, old.planned_minor, old.amount_minor,
			old.paid_on, old.note, old.recorded_by, old.recorded_at) then
		raise exception 'what was paid is taken back, not rewritten' using errcode = 'check_violation';
	end if;
	return new;
end $$;
create trigger payable_payment_kept before update or delete on payable_payment for each row execute function keep_payable_payment();
