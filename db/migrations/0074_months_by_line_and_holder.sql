-- Promise: sums of months by product and plan, and by team and owner, are those of their facts, in every transaction. The
-- statement that writes a movement, an invoice or what is first agreed writes what it changed of them; the one that gives a
-- contract or a customer to another team or owner moves them there. Changes are added and not merged; folding merges.
set lock_timeout = '5s';

-- What belongs to none has the nil id, so that keys are compared as they are.
create table mrr_month_of_line (
	month_on date not null,
	currency char(3) not null,
	kind text not null,
	product_id uuid not null,
	plan_id uuid not null,
	amount_minor bigint not null,
	constraint mrr_month_of_line_first check (extract(day from month_on) = 1)
);

create table holder_month (
	-- Of core/report/component.ts; `part` as the facts of that source have it.
	source text not null,
	month_on date not null,
	currency char(3) not null,
	part text not null,
	group_id uuid not null,
	owner_id uuid not null,
	-- Minor units, or a number of contracts.
	amount bigint not null,
	constraint holder_month_source check (source in ('movements', 'invoiced', 'signed', 'signedMonthly', 'signedContracts')),
	constraint holder_month_first check (extract(day from month_on) = 1)
);
create index holder_month_by_source on holder_month (source, month_on);
-- Invoices over several contracts, or over none, are divided when they are asked for.
create index invoice_joint_by_day on invoice (issued_on) where contract_id is null;
-- What discounts took off is asked of few lines among many.
create index invoice_line_discounted on invoice_line (invoice_id) where discount_percent <> 0 or amount_off <> 0;

-- As core/money.ts has it.
create function minors_of(currency char(3)) returns numeric language sql immutable parallel safe as $$
	select case
		when currency = any('{BIF,CLP,DJF,GNF,ISK,JPY,KMF,KRW,PYG,RWF,UGX,UYI,VND,VUV,XAF,XOF,XPF}'::char(3)[]) then 1
		when currency = any('{BHD,IQD,JOD,KWD,LYD,OMR,TND}'::char(3)[]) then 1000
		when currency = any('{CLF,UYW}'::char(3)[]) then 10000
		else 100 end::numeric
$$;

-- What a line brings a month, as core/movement/rate.ts has it: rounded once, half away from zero, which is how numeric rounds.
create function agreed_month_minor(net numeric, minors numeric, unit text, count integer) returns numeric
language sql immutable parallel safe as $$
	select case when unit is null then 0 else round(net * minors * case unit when 'day' then 365 when 'week' then 52 else 1 end
		/ (case unit when 'month' then 1 else 12 end * count)) end
$$;

-- The same of its first year: of a shorter term its days of a year of 365, of a line that is billed once its price.
create function agreed_year_minor(net numeric, minors numeric, unit text, count integer, days integer) returns numeric
language sql immutable parallel safe as $$
	select case when unit is null then round(net * minors)
		else round(agreed_month_minor(net, minors, unit, count) * 12 * least(365, coalesce(days, 365)) / 365) end
$$;

-- Adds (1) or takes away (-1) what these contracts, as they are given here, and their first lines agreed.
create function move_agreed(sign integer, ids uuid[], activated timestamptz[], starts date[], ends date[], groups uuid[], owners uuid[])
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
				join contract on contract.id = given.id
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

-- Gives movements and invoices of these contracts to another team and owner.
create function move_between_holders(ids uuid[], from_groups uuid[], from_owners uuid[], to_groups uuid[], to_owners uuid[])
returns void language plpgsql set enable_seqscan = off as $$
declare nil constant uuid := '00000000-0000-0000-0000-000000000000';
begin
	insert into holder_month
		select source, month_on, currency, part, coalesce(side.group_id, nil), coalesce(side.owner_id, nil), sum(sign * amount)::bigint
		from unnest(ids, from_groups, from_owners, to_groups, to_owners) as given (id, from_group, from_owner, to_group, to_owner)
			cross join lateral (
				select 'movements' as source, date_trunc('month', moved_on)::date as month_on, currency, kind as part, sum(amount_minor) as amount
				from mrr_movement where contract_id = given.id group by 2, 3, 4
				union all
				select 'invoiced', date_trunc('month', issued_on)::date, currency, kind, sum(total_minor)
				from invoice where contract_id = given.id and state <> 'draft' and opening is null group by 2, 3, 4
			) as fact
			cross join lateral (values (-1, from_group, from_owner), (1, to_group, to_owner)) as side (sign, group_id, owner_id)
		group by 1, 2, 3, 4, 5, 6 having sum(sign * amount) <> 0;
end $$;

-- Whoever writes facts shares this lock, so that nobody moves their contracts before they are seen.
create function hold_holders(alone boolean) returns void language sql as $$
	select case when alone then pg_advisory_xact_lock(5067) else pg_advisory_xact_lock_shared(5067) end
$$;

drop trigger mrr_movement_into_month on mrr_movement;
drop trigger mrr_movement_from_month on mrr_movement;
drop function add_to_mrr_month();
drop function take_from_mrr_month();

create function move_mrr_months() returns trigger language plpgsql set enable_seqscan = off as $$
declare
	nil constant uuid := '00000000-0000-0000-0000-000000000000';
	sign constant integer := case tg_op when 'INSERT' then 1 else -1 end;
begin
	perform hold_holders(false);
	insert into mrr_month
		select date_trunc('month', moved_on)::date, cohort_on, currency, kind, sign * sum(amount_minor)::bigint, sign * sum(customers)
		from changed group by 1, 2, 3, 4 having sum(amount_minor) <> 0 or sum(customers) <> 0;
	insert into mrr_month_of_line
		select date_trunc('month', moved_on)::date, changed.currency, kind, coalesce(line.product_id, nil), coalesce(line.plan_id, nil), sign * sum(part.amount)::bigint
		from changed cross join lateral unnest(coalesce(line_ids, array[null::uuid]), coalesce(line_minors, array[amount_minor])) as part (line_id, amount)
			left join contract_line as line on line.id = part.line_id
		group by 1, 2, 3, 4, 5 having sum(part.amount) <> 0;
	insert into holder_month
		select 'movements', date_trunc('month', moved_on)::date, changed.currency, kind, coalesce(contract.group_id, customer.group_id, nil),
			coalesce(contract.owner_id, customer.owner_id, nil), sign * sum(amount_minor)::bigint
		from changed join contract on contract.id = changed.contract_id join customer on customer.id = contract.customer_id
		group by 2, 3, 4, 5, 6 having sum(amount_minor) <> 0;
	return null;
end $$;
create trigger mrr_movement_into_month after insert on mrr_movement referencing new table as changed
	for each statement execute function move_mrr_months();
create trigger mrr_movement_from_month after delete on mrr_movement referencing old table as changed
	for each statement execute function move_mrr_months();

create function add_to_invoiced_months() returns trigger language plpgsql set enable_seqscan = off as $$
declare nil constant uuid := '00000000-0000-0000-0000-000000000000';
begin
	perform hold_holders(false);
	insert into holder_month
		select 'invoiced', date_trunc('month', issued_on)::date, changed.currency, kind, coalesce(contract.group_id, customer.group_id, nil),
			coalesce(contract.owner_id, customer.owner_id, nil), sum(total_minor)::bigint
		from changed join contract on contract.id = changed.contract_id join customer on customer.id = contract.customer_id
		where changed.state <> 'draft' and changed.opening is null
		group by 2, 3, 4, 5, 6 having sum(total_minor) <> 0;
	return null;
end $$;
create trigger invoice_into_month after insert on invoice referencing new table as changed
	for each statement execute function add_to_invoiced_months();

create function add_issued_to_month() returns trigger language plpgsql as $$
begin
	perform hold_holders(false);
	insert into holder_month
		select 'invoiced', date_trunc('month', new.issued_on)::date, new.currency, new.kind,
			coalesce(contract.group_id, customer.group_id, '00000000-0000-0000-0000-000000000000'),
			coalesce(contract.owner_id, customer.owner_id, '00000000-0000-0000-0000-000000000000'), new.total_minor
		from contract join customer on customer.id = contract.customer_id where contract.id = new.contract_id and new.opening is null;
	return null;
end $$;
create trigger invoice_issued_into_month after update of state on invoice
	for each row when (old.state = 'draft' and new.state <> 'draft') execute function add_issued_to_month();

create function move_contract_months() returns trigger language plpgsql set enable_seqscan = off as $$
declare moved record;
begin
	if tg_op = 'INSERT' then
		if not exists (select from now_is where activated_at is not null) then return null; end if;
		perform hold_holders(false);
		perform move_agreed(1, array_agg(one.id), array_agg(activated_at), array_agg(starts_on), array_agg(ends_on),
				array_agg(coalesce(one.group_id, customer.group_id)), array_agg(coalesce(one.owner_id, customer.owner_id)))
			from now_is as one join customer on customer.id = one.customer_id where activated_at is not null and state <> 'void';
		return null;
	end if;
	select count(*) as agreed, count(*) filter (where (was.group_id, was.owner_id) is distinct from (now_is.group_id, now_is.owner_id)) as held into moved
		from was join now_is on now_is.id = was.id
		where (was.activated_at is not null or now_is.activated_at is not null)
			and (was.activated_at, was.state = 'void', was.starts_on, was.ends_on, was.group_id, was.owner_id)
				is distinct from (now_is.activated_at, now_is.state = 'void', now_is.starts_on, now_is.ends_on, now_is.group_id, now_is.owner_id);
	if moved.agreed = 0 then return null; end if;
	perform hold_holders(moved.held > 0);
	perform move_agreed(-1, array_agg(one.id), array_agg(activated_at), array_agg(starts_on), array_agg(ends_on),
			array_agg(coalesce(one.group_id, customer.group_id)), array_agg(coalesce(one.owner_id, customer.owner_id)))
		from was as one join customer on customer.id = one.customer_id where activated_at is not null and state <> 'void';
	perform move_agreed(1, array_agg(one.id), array_agg(activated_at), array_agg(starts_on), array_agg(ends_on),
			array_agg(coalesce(one.group_id, customer.group_id)), array_agg(coalesce(one.owner_id, customer.owner_id)))
		from now_is as one join customer on customer.id = one.customer_id where activated_at is not null and state <> 'void';
	if moved.held > 0 then
		perform move_between_holders(array_agg(was.id),
				array_agg(coalesce(was.group_id, customer.group_id)), array_agg(coalesce(was.owner_id, customer.owner_id)),
				array_agg(coalesce(now_is.group_id, customer.group_id)), array_agg(coalesce(now_is.owner_id, customer.owner_id)))
			from was join now_is on now_is.id = was.id join customer on customer.id = was.customer_id
			where (was.group_id, was.owner_id) is distinct from (now_is.group_id, now_is.owner_id);
	end if;
	return null;
end $$;
create trigger contract_into_month after insert on contract referencing new table as now_is
	for each statement execute function move_contract_months();
create trigger contract_moves_months after update on contract referencing old table as was new table as now_is
	for each statement execute function move_contract_months();

-- First lines that are written after their contract came into force, as an import may do it.
create function add_agreed_lines() returns trigger language plpgsql set enable_seqscan = off as $$
declare nil constant uuid := '00000000-0000-0000-0000-000000000000';
begin
	if not exists (select from changed join contract on contract.id = changed.contract_id
		where sequence = 1 and effective_on = changed.starts_on and activated_at is not null and state <> 'void') then return null; end if;
	perform hold_holders(false);
	insert into holder_month
		select part.source, date_trunc('month', least((contract.activated_at at time zone (select time_zone from company))::date, contract.starts_on))::date,
			contract.currency, 'signed', coalesce(contract.group_id, customer.group_id, nil), coalesce(contract.owner_id, customer.owner_id, nil),
			sum(part.amount)::bigint
		from changed join contract_line as line on line.id = changed.contract_line_id
			join contract on contract.id = line.contract_id join customer on customer.id = contract.customer_id
			cross join lateral (select changed.unit_price * changed.quantity * (100 - changed.discount_percent) / 100, minors_of(contract.currency)) as price (net, minors)
			cross join lateral (values
				('signed', agreed_year_minor(net, minors, interval_unit, interval_count, least(changed.ends_on, contract.ends_on) + 1 - changed.starts_on)),
				('signedMonthly', agreed_month_minor(net, minors, interval_unit, interval_count))
			) as part (source, amount)
		where changed.sequence = 1 and changed.effective_on = changed.starts_on and contract.activated_at is not null and contract.state <> 'void'
		group by 1, 2, 3, 5, 6 having sum(part.amount) <> 0;
	return null;
end $$;
create trigger contract_line_state_into_month after insert on contract_line_state referencing new table as changed
	for each statement execute function add_agreed_lines();

create function move_customer_months() returns trigger language plpgsql set enable_seqscan = off as $$
begin
	if not exists (select from was join now_is on now_is.id = was.id
		where (was.group_id, was.owner_id) is distinct from (now_is.group_id, now_is.owner_id)) then return null; end if;
	perform hold_holders(true);
	perform move_agreed(side.sign, array_agg(contract.id), array_agg(activated_at), array_agg(starts_on), array_agg(ends_on),
			array_agg(coalesce(contract.group_id, side.group_id)), array_agg(coalesce(contract.owner_id, side.owner_id)))
		from was join now_is on now_is.id = was.id join contract on contract.customer_id = was.id
			cross join lateral (values (-1, was.group_id, was.owner_id), (1, now_is.group_id, now_is.owner_id)) as side (sign, group_id, owner_id)
		where (was.group_id, was.owner_id) is distinct from (now_is.group_id, now_is.owner_id)
			and (contract.group_id is null or contract.owner_id is null) and activated_at is not null and state <> 'void'
		group by side.sign;
	perform move_between_holders(array_agg(contract.id),
			array_agg(coalesce(contract.group_id, was.group_id)), array_agg(coalesce(contract.owner_id, was.owner_id)),
			array_agg(coalesce(contract.group_id, now_is.group_id)), array_agg(coalesce(contract.owner_id, now_is.owner_id)))
		from was join now_is on now_is.id = was.id join contract on contract.customer_id = was.id
		where (was.group_id, was.owner_id) is distinct from (now_is.group_id, now_is.owner_id)
			and (contract.group_id is null or contract.owner_id is null);
	return null;
end $$;
create trigger customer_moves_months after update on customer referencing old table as was new table as now_is
	for each statement execute function move_customer_months();

-- What was written before this, and the days of a company that moves to another time zone.
create function count_agreed() returns void language plpgsql as $$
begin
	delete from holder_month where source like 'signed%';
	perform move_agreed(1, array_agg(contract.id), array_agg(activated_at), array_agg(starts_on), array_agg(ends_on),
			array_agg(coalesce(contract.group_id, customer.group_id)), array_agg(coalesce(contract.owner_id, customer.owner_id)))
		from contract join customer on customer.id = customer_id where activated_at is not null and state <> 'void';
end $$;
create function count_agreed_anew() returns trigger language plpgsql as $$
begin
	perform hold_holders(true);
	perform count_agreed();
	return null;
end $$;
create trigger company_moves_months after update of time_zone on company
	for each row when (old.time_zone is distinct from new.time_zone) execute function count_agreed_anew();

create function count_months() returns void language plpgsql as $$
begin
	insert into mrr_month_of_line
		select date_trunc('month', moved_on)::date, movement.currency, kind, coalesce(line.product_id, '00000000-0000-0000-0000-000000000000'),
			coalesce(line.plan_id, '00000000-0000-0000-0000-000000000000'), sum(part.amount)::bigint
		from mrr_movement as movement cross join lateral unnest(coalesce(line_ids, array[null::uuid]), coalesce(line_minors, array[amount_minor])) as part (line_id, amount)
			left join contract_line as line on line.id = part.line_id
		group by 1, 2, 3, 4, 5 having sum(part.amount) <> 0;
	insert into holder_month
		select source, date_trunc('month', on_day)::date, fact.currency, part, coalesce(contract.group_id, customer.group_id, '00000000-0000-0000-0000-000000000000'),
			coalesce(contract.owner_id, customer.owner_id, '00000000-0000-0000-0000-000000000000'), sum(amount)::bigint
		from (
			select 'movements' as source, contract_id, moved_on as on_day, currency, kind as part, amount_minor as amount from mrr_movement
			union all select 'invoiced', contract_id, issued_on, currency, kind, total_minor from invoice where state <> 'draft' and opening is null
		) as fact join contract on contract.id = fact.contract_id join customer on customer.id = contract.customer_id
		group by 1, 2, 3, 4, 5, 6 having sum(amount) <> 0;
	perform count_agreed();
end $$;
select count_months();

create trigger mrr_month_of_line_follows before insert or update or delete or truncate on mrr_month_of_line
	for each statement execute function refuse_written_mrr_month();
create trigger holder_month_follows before insert or update or delete or truncate on holder_month
	for each statement execute function refuse_written_mrr_month();

-- Answers how many rows there are fewer. What others are adding meanwhile is left as it is.
create function fold_months() returns bigint language plpgsql set counterpart.folding = 'on' as $$
declare taken bigint; made bigint; fewer bigint := fold_mrr_month();
begin
	with several as (
		select month_on, currency, kind, product_id, plan_id from mrr_month_of_line group by 1, 2, 3, 4, 5 having count(*) > 1
	), old as (
		delete from mrr_month_of_line as row using several where (row.month_on, row.currency, row.kind, row.product_id, row.plan_id)
			= (several.month_on, several.currency, several.kind, several.product_id, several.plan_id) returning row.*
	), folded as (
		insert into mrr_month_of_line
			select month_on, currency, kind, product_id, plan_id, sum(amount_minor)::bigint from old
			group by 1, 2, 3, 4, 5 having sum(amount_minor) <> 0 returning 1
	)
	select (select count(*) from old), (select count(*) from folded) into taken, made;
	fewer := fewer + taken - made;
	with several as (
		select source, month_on, currency, part, group_id, owner_id from holder_month group by 1, 2, 3, 4, 5, 6 having count(*) > 1
	), old as (
		delete from holder_month as row using several where (row.source, row.month_on, row.currency, row.part, row.group_id, row.owner_id)
			= (several.source, several.month_on, several.currency, several.part, several.group_id, several.owner_id) returning row.*
	), folded as (
		insert into holder_month
			select source, month_on, currency, part, group_id, owner_id, sum(amount)::bigint from old
			group by 1, 2, 3, 4, 5, 6 having sum(amount) <> 0 returning 1
	)
	select (select count(*) from old), (select count(*) from folded) into taken, made;
	return fewer + taken - made;
end $$;
