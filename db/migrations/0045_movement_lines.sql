-- Promise: what lines have of a movement sums to it, and they are lines of its contract; a movement is written or taken
-- back whole, never changed; a customer begins or ceases to bring recurring revenue once a day.
set lock_timeout = '5s';

alter table mrr_movement
	-- Null in movements from before lines were told: the worker brings these in line.
	add column line_ids uuid[],
	add column line_minors bigint[],
	-- The month in which recurring revenue of its customer began, in its currency.
	add column cohort_on date,
	-- How the number of customers with recurring revenue changes: one row of the day says it.
	add column customers smallint not null default 0;

update mrr_movement set cohort_on = first.cohort_on
	from (select customer_id, currency, date_trunc('month', min(moved_on))::date as cohort_on from mrr_movement group by 1, 2) as first
	where first.customer_id = mrr_movement.customer_id and first.currency = mrr_movement.currency;

update mrr_movement set customers = turn.customers
	from (
		select distinct on (movement.customer_id, movement.currency, moved_on) movement.id, case when day.after > 0 then 1 else -1 end as customers
		from mrr_movement as movement join (
			select customer_id, currency, moved_on, sum(amount_minor) as amount,
				sum(sum(amount_minor)) over (partition by customer_id, currency order by moved_on) as after
			from mrr_movement group by 1, 2, 3
		) as day using (customer_id, currency, moved_on)
		where (day.after > 0 and day.after - day.amount <= 0 and amount_minor > 0)
			or (day.after <= 0 and day.after - day.amount > 0 and amount_minor < 0)
		order by movement.customer_id, movement.currency, moved_on, movement.contract_id
	) as turn
	where turn.id = mrr_movement.id;

update mrr_movement set line_ids = array[line.id], line_minors = array[amount_minor]
	from (
		select contract_id, (array_agg(id))[1] as id from contract_line
		where interval_unit is not null group by contract_id having count(*) = 1
	) as line
	where line.contract_id = mrr_movement.contract_id;

alter table mrr_movement
	alter column cohort_on set not null,
	drop constraint mrr_movement_kind,
	drop constraint mrr_movement_sign,
	add constraint mrr_movement_kind check (kind in ('new', 'expansion', 'contraction', 'churn', 'reactivation', 'switch')),
	-- A switch moves revenue between lines of a contract, and its sum stays.
	add constraint mrr_movement_sign check (case kind when 'switch' then amount_minor = 0
		when 'contraction' then amount_minor < 0 when 'churn' then amount_minor < 0 else amount_minor > 0 end),
	add constraint mrr_movement_lines check ((line_ids is null) = (line_minors is null)
		and (line_ids is null or (cardinality(line_ids) > 0 and cardinality(line_ids) = cardinality(line_minors)))),
	add constraint mrr_movement_cohort check (extract(day from cohort_on) = 1 and cohort_on <= moved_on),
	add constraint mrr_movement_customers check (customers = 0 or (customers = 1 and amount_minor > 0) or (customers = -1 and amount_minor < 0));

create unique index mrr_movement_turn on mrr_movement (customer_id, currency, moved_on) where customers <> 0;
create index mrr_movement_without_lines on mrr_movement (customer_id) where line_ids is null;

create function refuse_wrong_movement_lines() returns trigger language plpgsql set enable_seqscan = off as $$
begin
	if exists (
		select from (
			select written.id, written.contract_id, written.amount_minor, part.line_id, part.amount
			from written cross join lateral unnest(written.line_ids, written.line_minors) as part (line_id, amount)
		) as part left join contract_line as line on line.id = part.line_id and line.contract_id = part.contract_id
		group by part.id, part.amount_minor
		having sum(part.amount) <> part.amount_minor or bool_or(line.id is null) or bool_or(part.amount = 0)
			or count(distinct part.line_id) <> count(*)
	) then raise exception 'the lines of a movement are of its contract and sum to it' using errcode = 'check_violation'; end if;
	return null;
end $$;
create trigger mrr_movement_lines_right after insert on mrr_movement referencing new table as written
	for each statement execute function refuse_wrong_movement_lines();

create function refuse_changed_movement() returns trigger language plpgsql as $$
begin
	raise exception 'a movement is written or taken back, never changed' using errcode = 'restrict_violation';
end $$;
create trigger mrr_movement_whole before update on mrr_movement
	for each statement execute function refuse_changed_movement();
