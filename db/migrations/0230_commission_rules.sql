-- Promises: a rule of commission is for one person, one group or everybody, and for one plan, product, type of contract or
-- everything; two for the same never count on one day. What was earned before a day stays: rules begin on the day they are set or
-- later, but for those of the day on which the first is set; set, they change in their last day alone, from that day on; and
-- they are withdrawn, never deleted, while they have not begun. Who held a contract until when is kept as it is changed.
set lock_timeout = '5s';

create table commission_rule (
	id uuid primary key default uuidv7(),
	person_id uuid references staff_user (id),
	group_id uuid references staff_group (id),
	plan_id uuid references plan (id),
	product_id uuid references product (id),
	contract_type text references contract_type (code),
	base text not null,
	basis_points integer not null,
	valid_from date not null,
	valid_until date,
	set_on date not null,
	changed_on date not null,
	withdrawn_on date,
	constraint commission_rule_whom check (num_nonnulls(person_id, group_id) <= 1),
	constraint commission_rule_what check (num_nonnulls(plan_id, product_id, contract_type) <= 1),
	constraint commission_rule_base check (base in ('invoiced', 'collected')),
	constraint commission_rule_share check (basis_points between 0 and 10000),
	constraint commission_rule_days check (valid_until >= valid_from),
	constraint commission_rule_changed check (changed_on >= set_on),
	constraint commission_rule_withdrawn check (withdrawn_on is null
		or (withdrawn_on = changed_on and (valid_from >= withdrawn_on or set_on = withdrawn_on)))
);
create index commission_rule_counting on commission_rule (valid_from) where withdrawn_on is null;

create function keep_commission_rule() returns trigger language plpgsql as $$
begin
	if tg_op = 'DELETE' then
		raise exception 'a rule of commission stays' using errcode = 'restrict_violation';
	end if;
	-- Whoever sets another one waits here, and is seen from here on.
	perform pg_advisory_xact_lock(hashtextextended('commission_rule', 0));
	if tg_op = 'INSERT' then
		if new.valid_from < new.set_on
			and exists (select from commission_rule where withdrawn_on is null and set_on < new.set_on) then
			raise exception 'a rule of commission begins on the day it is set or later'
				using errcode = 'check_violation', constraint = 'commission_rule_not_before';
		end if;
	else
		if old.withdrawn_on is not null or new.changed_on < old.changed_on
			or (to_jsonb(new) - array['valid_until', 'changed_on', 'withdrawn_on'])
				is distinct from (to_jsonb(old) - array['valid_until', 'changed_on', 'withdrawn_on']) then
			raise exception 'a rule of commission changes in its last day alone' using errcode = 'restrict_violation';
		end if;
		if new.valid_until is distinct from old.valid_until
			and least(coalesce(old.valid_until, 'infinity'), coalesce(new.valid_until, 'infinity')) < new.changed_on - 1 then
			raise exception 'what a rule of commission brought before stays'
				using errcode = 'check_violation', constraint = 'commission_rule_not_before';
		end if;
	end if;
	if new.withdrawn_on is null and exists (
		select from commission_rule as other
		where other.id <> new.id and other.withdrawn_on is null
			and (other.person_id, other.group_id, other.plan_id, other.product_id, other.contract_type)
				is not distinct from (new.person_id, new.group_id, new.plan_id, new.product_id, new.contract_type)
			and daterange(other.valid_from, other.valid_until, '[]') && daterange(new.valid_from, new.valid_until, '[]')
	) then
		raise exception 'two rules of commission for the same count on one day'
			using errcode = 'exclusion_violation', constraint = 'commission_rule_once';
	end if;
	return new;
end $$;
create trigger keep_commission_rule before insert or update or delete on commission_rule
	for each row execute function keep_commission_rule();

-- Who held a contract, its own holder or else its customer's, up to a moment; from the last such moment on it is whoever holds it now.
create table contract_held_before (
	id uuid primary key default uuidv7(),
	contract_id uuid not null references contract (id) on delete cascade,
	owner_id uuid references staff_user (id),
	group_id uuid references staff_group (id),
	until_at timestamptz not null,
	constraint contract_held_before_some check (num_nonnulls(owner_id, group_id) > 0)
);
create index contract_held_before_until on contract_held_before (contract_id, until_at);

create function keep_contract_held() returns trigger language plpgsql as $$
begin
	insert into contract_held_before (contract_id, owner_id, group_id, until_at)
	select new.id, coalesce(old.owner_id, customer.owner_id), coalesce(old.group_id, customer.group_id), new.updated_at
	from customer where customer.id = old.customer_id
		and coalesce(old.owner_id, customer.owner_id, old.group_id, customer.group_id) is not null;
	return new;
end $$;
create trigger keep_contract_held after update of owner_id, group_id on contract
	for each row when (old.activated_at is not null and (old.owner_id, old.group_id) is distinct from (new.owner_id, new.group_id))
	execute function keep_contract_held();

create function keep_customer_held() returns trigger language plpgsql as $$
begin
	insert into contract_held_before (contract_id, owner_id, group_id, until_at)
	select contract.id, coalesce(contract.owner_id, old.owner_id), coalesce(contract.group_id, old.group_id), new.updated_at
	from contract where contract.customer_id = new.id and activated_at is not null
		and ((contract.owner_id is null and old.owner_id is distinct from new.owner_id)
			or (contract.group_id is null and old.group_id is distinct from new.group_id))
		and coalesce(contract.owner_id, old.owner_id, contract.group_id, old.group_id) is not null;
	return new;
end $$;
create trigger keep_customer_held after update of owner_id, group_id on customer
	for each row when ((old.owner_id, old.group_id) is distinct from (new.owner_id, new.group_id))
	execute function keep_customer_held();

alter table field_right
	drop constraint field_right_field,
	add constraint field_right_field check (field is null or case card
		when 'contract' then field in ('title', 'termEnd', 'renewal', 'purchaseOrder', 'owner', 'notice', 'paymentDays', 'autopay',
			'access', 'health', 'reason', 'recurring', 'commission', 'discount', 'importKey')
		when 'line' then field in ('quantity', 'unitPrice', 'discount', 'model', 'serialNumber', 'factoryNumber')
		when 'customer' then field in ('email', 'phone', 'address', 'taxNumber', 'industry', 'paymentDays', 'owner', 'importKey')
		else false end);
