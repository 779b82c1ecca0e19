-- What became of contracts was found by joining the rows as they were with the rows as they are. Neither has an index, and
-- the plan is kept from the first statement of a connection, which mostly touches one contract: a statement that touches
-- many went through all of them once for each. A difference of sets takes each row once, whatever plan is kept.
create or replace function move_contract_months() returns trigger language plpgsql set enable_seqscan = off as $$
declare is_held boolean;
begin
	if tg_op = 'INSERT' then
		if not exists (select from now_is where activated_at is not null) then return null; end if;
		perform hold_holders(false);
		perform move_agreed(1, array_agg(one.id), array_agg(activated_at), array_agg(starts_on), array_agg(ends_on),
				array_agg(coalesce(one.group_id, customer.group_id)), array_agg(coalesce(one.owner_id, customer.owner_id)))
			from now_is as one join customer on customer.id = one.customer_id where activated_at is not null and state <> 'void';
		return null;
	end if;
	-- A contract that came into force stays in force or becomes void: none is agreed to before and not now.
	if not exists (
		select id, activated_at, state = 'void', starts_on, ends_on, group_id, owner_id from now_is where activated_at is not null
		except select id, activated_at, state = 'void', starts_on, ends_on, group_id, owner_id from was
	) then return null; end if;
	is_held := exists (
		select id, group_id, owner_id from now_is where activated_at is not null except select id, group_id, owner_id from was
	);
	perform hold_holders(is_held);
	perform move_agreed(-1, array_agg(one.id), array_agg(activated_at), array_agg(starts_on), array_agg(ends_on),
			array_agg(coalesce(one.group_id, customer.group_id)), array_agg(coalesce(one.owner_id, customer.owner_id)))
		from was as one join customer on customer.id = one.customer_id where activated_at is not null and state <> 'void';
	perform move_agreed(1, array_agg(one.id), array_agg(activated_at), array_agg(starts_on), array_agg(ends_on),
			array_agg(coalesce(one.group_id, customer.group_id)), array_agg(coalesce(one.owner_id, customer.owner_id)))
		from now_is as one join customer on customer.id = one.customer_id where activated_at is not null and state <> 'void';
	if is_held then
		perform move_between_holders(array_agg(was.id),
				array_agg(coalesce(was.group_id, customer.group_id)), array_agg(coalesce(was.owner_id, customer.owner_id)),
				array_agg(coalesce(now_is.group_id, customer.group_id)), array_agg(coalesce(now_is.owner_id, customer.owner_id)))
			from was join now_is on now_is.id = was.id join customer on customer.id = was.customer_id
			where (was.group_id, was.owner_id) is distinct from (now_is.group_id, now_is.owner_id);
	end if;
	return null;
end $$;
