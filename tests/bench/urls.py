from django.urls import path

from config.urls import urlpatterns as ours
from tests.bench.floors.views import bare

urlpatterns = [path("bench/bare/", bare), *ours]
