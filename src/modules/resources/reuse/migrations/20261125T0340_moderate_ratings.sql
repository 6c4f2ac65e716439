-- The province reaches ratings and thanks, as it reaches everything else of its repository.
create policy rating_reach on resources.rating to ngheso_app using ((select platform.reaches_all()));
create policy thanks_reach on resources.thanks to ngheso_app using ((select platform.reaches_all()));
