"""When the discussion is: agreed, booked, confirmed."""
