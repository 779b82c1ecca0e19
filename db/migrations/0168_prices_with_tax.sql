-- Promise: of a class of product, prices include their tax or they do not; no two of its rates say it differently. A line of
-- a contract keeps for ever whether its price does.
set lock_timeout = '5s';

alter table tax_rate add column included boolean not null default false;

create or replace function keep_tax_rate() returns trigger language plpgsql as $$
begin
	if (new.country, new.region, new.tax_class, new.label, new.percent, new.valid_from, new.included)
		is distinct from (old.country, old.region, old.tax_class, old.label, old.percent, old.valid_from, old.included)
	then raise exception 'a tax rate stays as it was; end it and add another' using errcode = 'restrict_violation'; end if;
	return new;
end $$;

create function keep_tax_class() returns trigger language plpgsql as $$
begin
	-- Two that are the first of a class wait for each other.
	perform pg_advisory_xact_lock(hashtextextended('tax_class ' || new.tax_class, 0));
	if exists (select from tax_rate where tax_class = new.tax_class and included <> new.included and id <> new.id)
	then raise exception 'prices of a class include their tax at every rate or at none' using errcode = 'restrict_violation',
		constraint = 'tax_rate_included'; end if;
	return null;
end $$;
create trigger tax_rate_of_class after insert on tax_rate for each row execute function keep_tax_class();

-- Null: tax is added to the price. Else the price includes it, and this is the tax at home on the contract's first day, which
-- what the line brings a month is stated without.
alter table contract_line add column tax_within numeric check (tax_within between 0 and 100);

create function keep_line_tax() returns trigger language plpgsql as $$
begin
	if not exists (select from tax_rate where included and tax_class = new.tax_class) then
		new.tax_within := null;
	else
		new.tax_within := coalesce((
			select percent from tax_rate, contract, company join billing_party on billing_party.id = company.billing_party_id
			where contract.id = new.contract_id and tax_rate.country = billing_party.country and tax_rate.region = ''
				and tax_rate.tax_class = new.tax_class and valid_from <= contract.starts_on
				and (valid_to is null or valid_to >= contract.starts_on)
			order by valid_from desc limit 1), 0);
	end if;
	return new;
end $$;
create trigger contract_line_tax before insert on contract_line for each row execute function keep_line_tax();

-- What was signed is before tax, in the facts and in the sums of months alike.
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
				cross join lateral (select state.unit_price * state.quantity * (100 - state.discount_percent) / (100 + coalesce(line.tax_within, 0)), minors_of(agreed.currency)) as price (net, minors)
				cross join lateral (values
					('signed', agreed_year_minor(net, minors, interval_unit, interval_count, least(state.ends_on, agreed.ends_on) + 1 - state.starts_on)),
					('signedMonthly', agreed_month_minor(net, minors, interval_unit, interval_count))
				) as part (source, amount)
			where line.contract_id = agreed.id
		) as part
		group by 1, 2, 3, 5, 6 having sum(amount) <> 0;
end $$;

create or replace function add_agreed_lines() returns trigger language plpgsql set enable_seqscan = off as $$
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
			cross join lateral (select changed.unit_price * changed.quantity * (100 - changed.discount_percent) / (100 + coalesce(line.tax_within, 0)), minors_of(contract.currency)) as price (net, minors)
			cross join lateral (values
				('signed', agreed_year_minor(net, minors, interval_unit, interval_count, least(changed.ends_on, contract.ends_on) + 1 - changed.starts_on)),
				('signedMonthly', agreed_month_minor(net, minors, interval_unit, interval_count))
			) as part (source, amount)
		where changed.sequence = 1 and changed.effective_on = changed.starts_on and contract.activated_at is not null and contract.state <> 'void'
		group by 1, 2, 3, 5, 6 having sum(part.amount) <> 0;
	return null;
end $$;
