-- Promises: whoever is paid is a party of their own beside whoever pays, and never turns from one into the other; a contract
-- is payable exactly when its party is a supplier or a partner; nothing of what customers are asked for can stand on a payable
-- contract or be written to a supplier: no line, no run, no movement, no quote, no invoice, no payment, no link.
set lock_timeout = '5s';

alter table customer add column role text not null default 'customer';
alter table customer add constraint customer_role check (role in ('customer', 'supplier', 'partner')) not valid;
alter table customer validate constraint customer_role;
create index customer_supplies on customer (id) where role <> 'customer';

alter table contract add column direction text not null default 'receivable';
alter table contract add constraint contract_direction check (direction in ('receivable', 'payable')) not valid;
alter table contract validate constraint contract_direction;
alter table contract add constraint contract_payable_is_no_sale
	check (direction = 'receivable' or (access = 'none' and not autopay and payment_method_id is null)) not valid;
alter table contract validate constraint contract_payable_is_no_sale;
create index contract_payable on contract (id) where direction = 'payable';

create function keep_side_of_party() returns trigger language plpgsql as $$
begin
	raise exception 'a customer does not become a supplier, nor a supplier a customer' using errcode = 'check_violation';
end $$;
create trigger customer_keeps_side before update of role on customer for each row
	when ((old.role = 'customer') <> (new.role = 'customer')) execute function keep_side_of_party();

create function check_direction_of_contracts() returns trigger language plpgsql as $$
begin
	if exists (select from written join customer on customer.id = written.customer_id
		where (written.direction = 'payable') <> (customer.role <> 'customer')) then
		raise exception 'a contract is payable exactly when its party is a supplier or a partner' using errcode = 'check_violation';
	end if;
	return null;
end $$;
create trigger contract_direction_of_party after insert on contract referencing new table as written
	for each statement execute function check_direction_of_contracts();
create function keep_direction_of_contract() returns trigger language plpgsql as $$
begin
	raise exception 'a contract keeps its party and its direction' using errcode = 'check_violation';
end $$;
create trigger contract_keeps_direction before update of direction, customer_id on contract for each row
	when (old.direction <> new.direction or old.customer_id <> new.customer_id) execute function keep_direction_of_contract();

-- Asked once for a statement, and only where there are suppliers at all: what is done for thousands of customers stays as fast.
create function refuse_on_payable() returns trigger language plpgsql as $$
begin
	if exists (select from contract where direction = 'payable')
		and exists (select from written join contract on contract.id = written.contract_id where contract.direction = 'payable') then
		raise exception 'a payable contract has no %', tg_table_name using errcode = 'check_violation';
	end if;
	return null;
end $$;
create trigger contract_line_receivable after insert on contract_line referencing new table as written
	for each statement execute function refuse_on_payable();
create trigger contract_billing_receivable after insert on contract_billing referencing new table as written
	for each statement execute function refuse_on_payable();
create trigger mrr_movement_receivable after insert on mrr_movement referencing new table as written
	for each statement execute function refuse_on_payable();

create function refuse_of_supplier() returns trigger language plpgsql as $$
begin
	if exists (select from customer where role <> 'customer')
		and exists (select from written join customer on customer.id = written.customer_id where customer.role <> 'customer') then
		raise exception 'a supplier or partner has no %', tg_table_name using errcode = 'check_violation';
	end if;
	return null;
end $$;
create trigger invoice_of_customer after insert on invoice referencing new table as written
	for each statement execute function refuse_of_supplier();
create trigger quote_of_customer after insert on quote referencing new table as written
	for each statement execute function refuse_of_supplier();
create trigger payment_of_customer after insert on payment referencing new table as written
	for each statement execute function refuse_of_supplier();
create trigger secure_link_of_customer after insert on secure_link referencing new table as written
	for each statement execute function refuse_of_supplier();

create function refuse_invoice_moved() returns trigger language plpgsql as $$
begin
	if exists (select from contract where id = new.contract_id and direction = 'payable')
		or exists (select from customer where id = new.customer_id and role <> 'customer') then
		raise exception 'a payable contract has no invoice' using errcode = 'check_violation';
	end if;
	return new;
end $$;
create trigger invoice_stays_receivable before update of contract_id, customer_id on invoice for each row
	when (old.contract_id is distinct from new.contract_id or old.customer_id <> new.customer_id)
	execute function refuse_invoice_moved();

-- Their lists are lists like others.
alter table list_view drop constraint list_view_list;
alter table list_view add constraint list_view_list check (list in
	('customers', 'contracts', 'lines', 'invoices', 'follow-ups', 'suppliers', 'supplier-contracts'));

-- What the company pays is nothing that was signed with it: the sums of months leave it out, as the facts do.
create or replace function move_agreed(sign integer, ids uuid[], activated timestamptz[], starts date[], ends date[], groups uuid[], owners uuid[])
returns void language plpgsql set enable_seqscan = off as $$
declare
	nil constant uuid := '00000000-0000-0000-0000-000000000000';
	zone text := (select time_zone from company);
begin
	insert into holder_month
		select source, month_on, currency, 'signed', group_id, owner_id, sign * sum(amount)::bigint
		from (
			select given.id, date_trunc('month', least((given.activated_at at time zone zone)::date, given.starts_on))::date as month_on, contract.currency,
				coalesce(given.group_id, nil) as group_id, coalesce(given.owner_id, nil) as owner_id, given.ends_on
			from unnest(ids, activated, starts, ends, groups, owners) as given (id, activated_at, starts_on, ends_on, group_id, owner_id)
				join contract on contract.id = given.id and contract.direction = 'receivable'
		) as agreed cross join lateral (
			select 'signedContracts' as source, 1::numeric as amount
			union all
			select part.source, part.amount
			from contract_line as line
				join contract_line_state as state on state.contract_line_id = line.id and state.sequence = 1 and state.effective_on = state.starts_on
				cross join lateral (select state.unit_price * state.quantity * (100 - state.discount_percent) / 100, minors_of(agreed.currency)) as price (net, minors)
				cross join lateral (values
					('signed', agreed_year_minor(net, minors, interval_unit, interval_count, least(state.ends_on, agreed.ends_on) + 1 - state.starts_on)),
					('signedMonthly', agreed_month_minor(net, minors, interval_unit, interval_count))
				) as part (source, amount)
			where line.contract_id = agreed.id
		) as part
		group by 1, 2, 3, 5, 6 having sum(amount) <> 0;
end $$;
