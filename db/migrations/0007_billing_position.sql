-- Promise: how far a contract is billed stands in a row of its own, there from the day it is in force; nothing else is ever due.
-- The invoice run writes that row of every contract it bills, and a contract's own row is wide and has seven indexes.
set lock_timeout = '5s';

create table contract_billing (
	contract_id uuid primary key,
	next_due_on date,
	billed_through date,
	bill_again_from date,
	constraint contract_billing_contract foreign key (contract_id) references contract (id) on delete cascade
) with (fillfactor = 70);

insert into contract_billing (contract_id, next_due_on, billed_through, bill_again_from)
	select id, next_due_on, billed_through, bill_again_from from contract 
		where state in ('active', 'paused', 'ending', 'closed', 'filed') order by next_due_on, id;

create index contract_billing_due on contract_billing (next_due_on, contract_id) where next_due_on is not null;

alter table contract drop constraint contract_due_only_in_force;
drop index contract_due;
alter table contract drop column next_due_on, drop column billed_through, drop column bill_again_from;

create function check_billed_in_force() returns trigger language plpgsql set enable_seqscan = off as $$
begin
	if exists (
		select from added, lateral (select state from contract where id = added.contract_id offset 0) as billed
		where billed.state not in ('active', 'paused', 'ending', 'closed', 'filed')
	) then
		raise exception 'only a contract in force is billed' using errcode = 'check_violation';
	end if;
	return null;
end $$;

create trigger contract_billing_in_force after insert on contract_billing
	referencing new table as added for each statement execute function check_billed_in_force();

create function keep_billing_position() returns trigger language plpgsql as $$
begin
	raise exception 'a billing position stays with its contract' using errcode = 'restrict_violation';
end $$;

create trigger contract_billing_stays before update of contract_id on contract_billing
	for each row when (new.contract_id <> old.contract_id) execute function keep_billing_position();

create function keep_in_force() returns trigger language plpgsql as $$
begin
	if exists (select from contract_billing where contract_id = new.id) then
		raise exception 'contract % is billed and stays in force', new.number using errcode = 'check_violation';
	end if;
	return new;
end $$;

create trigger contract_billed_in_force before update of state on contract
	for each row when (new.state not in ('active', 'paused', 'ending', 'closed', 'filed')) execute function keep_in_force();

-- Many entries are written as rows of two tables, the lines first, because an entry is balanced from its first moment.
alter table journal_line alter constraint journal_line_entry deferrable initially deferred;
