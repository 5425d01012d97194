from django.http import HttpResponse


def bare(_request):
    return HttpResponse("Hello.")
