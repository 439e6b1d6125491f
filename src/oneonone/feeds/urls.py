from django.urls import path

from oneonone.feeds import api, web

urlpatterns = [
    path("feeds/", api.FeedList.as_view()),
    path("feeds/<str:secret>.ics/", api.FeedFile.as_view(), name="feed_file"),
    path("feeds/<id:feed_id>/", api.FeedDetail.as_view()),
    path("me/feeds/", web.OwnFeeds.as_view(), name="feeds"),
    path("me/feeds/<id:feed_id>/revoke/", web.RevokeFeed.as_view(), name="revoke_feed"),
]
