-- Promise: what was talked about with a customer, by whom and when, stays as it was written; only a next step is ticked off.
set lock_timeout = '5s';

create table follow_up (
	id uuid primary key default uuidv7(),
	customer_id uuid not null references customer (id),
	contract_id uuid references contract (id),
	kind text not null,
	happened_on date not null,
	text text not null,
	next_step text not null default '',
	next_on date,
	-- The next step is done, or nothing came of it.
	settled_at timestamptz,
	settled_by uuid references staff_user (id),
	author_id uuid references staff_user (id),
	author_name text not null,
	created_at timestamptz not null,
	-- Made once for what a person wrote: the same one is one record.
	key text not null unique,
	constraint follow_up_kind check (kind in ('call', 'visit', 'message', 'other')),
	constraint follow_up_text check (char_length(text) between 1 and 5000 and char_length(next_step) <= 500),
	constraint follow_up_next check (next_step = '' or next_on is not null),
	constraint follow_up_settled check ((settled_at is null) = (settled_by is null) and (settled_at is null or next_on is not null))
);
create index follow_up_by_customer on follow_up (customer_id, id);
create index follow_up_by_contract on follow_up (contract_id, id) where contract_id is not null;
create index follow_up_coming on follow_up (next_on, id) where next_on is not null and settled_at is null;

create function refuse_change_of_follow_up() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then raise exception 'a follow-up is never deleted' using errcode = 'check_violation'; end if;
	if old.settled_at is not null or (to_jsonb(new) - array['settled_at', 'settled_by']) <> (to_jsonb(old) - array['settled_at', 'settled_by'])
	then raise exception 'follow-up % is frozen', old.id using errcode = 'check_violation'; end if;
	return new;
end $$;
create trigger follow_up_frozen before update or delete on follow_up
	for each row execute function refuse_change_of_follow_up();
create function refuse_foreign_follow_up() returns trigger language plpgsql as $$
begin
	if new.contract_id is not null and not exists (select from contract where id = new.contract_id and customer_id = new.customer_id)
	then raise exception 'contract % is not of customer %', new.contract_id, new.customer_id using errcode = 'foreign_key_violation'; end if;
	return new;
end $$;
create trigger follow_up_of_its_customer before insert on follow_up
	for each row execute function refuse_foreign_follow_up();
