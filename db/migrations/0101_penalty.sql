-- Promise: what penalty interest is agreed stays known by the day from which it holds, and a waiver is never changed: it
-- is taken back by saying so.
set lock_timeout = '5s';

create table penalty_terms (
	id uuid primary key default uuidv7(),
	-- Of a type of contracts or of one contract; of the company where neither is named.
	contract_type text references contract_type (code),
	contract_id uuid references contract (id),
	-- Claims that fall due from this day on.
	valid_from date not null,
	daily_rate_percent numeric not null,
	grace_days integer not null,
	charge_grace boolean not null,
	written_by text not null,
	written_at timestamptz not null,
	constraint penalty_terms_whose check (num_nonnulls(contract_type, contract_id) <= 1),
	constraint penalty_terms_rate check (daily_rate_percent between 0 and 100 and scale(daily_rate_percent) <= 6),
	constraint penalty_terms_grace check (grace_days between 0 and 365),
	constraint penalty_terms_unique unique nulls not distinct (contract_type, contract_id, valid_from)
);
create index penalty_terms_of_contract on penalty_terms (contract_id) where contract_id is not null;

create table penalty_waiver (
	id uuid primary key default uuidv7(),
	contract_id uuid not null,
	customer_id uuid not null,
	currency char(3) not null,
	amount_minor bigint not null,
	reason text not null,
	waived_on date not null,
	waived_by text not null,
	waived_at timestamptz not null,
	undone_on date,
	undone_by text,
	constraint penalty_waiver_contract foreign key (contract_id, customer_id, currency) references contract (id, customer_id, currency),
	constraint penalty_waiver_amount check (amount_minor > 0),
	constraint penalty_waiver_reason check (btrim(reason) <> ''),
	constraint penalty_waiver_undone check (num_nonnulls(undone_on, undone_by) in (0, 2) and (undone_on is null or undone_on >= waived_on))
);
create index penalty_waiver_by_contract on penalty_waiver (contract_id, waived_on);

create function keep_penalty_waiver() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' or old.undone_on is not null
		or (to_jsonb(new) - 'undone_on' - 'undone_by') is distinct from (to_jsonb(old) - 'undone_on' - 'undone_by') then
		raise exception 'a waiver is not changed, it is taken back' using errcode = 'restrict_violation';
	end if;
	return new;
end $$;
create trigger penalty_waiver_kept before update or delete on penalty_waiver for each row execute function keep_penalty_waiver();
